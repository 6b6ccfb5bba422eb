// A table in a file: its header line, its rows, and what cannot be written.
#define _GNU_SOURCE 1

#include "vrosim/file/csv_file.h"

#include "faults.h"
#include "writing.h"

typedef struct fixture {
    scratch scratch;
    vro_new_folder folder; // the same
    vro_csv_file file;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    writing_open(&self->folder, &self->scratch);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_errors_free(&self->errors);
    writing_close(&self->folder);
    test_free(self);
    return 0;
}

// Writes a table with one row of one cell, "cell".
static void assert_written(fixture *self, const char *header, const char *expected) {
    assert_int_equal(
        vro_csv_file_open(&self->file, &self->folder, "table.csv", header, &self->errors), VRO_OK);
    vro_csv_writer_text(&self->file.writer, "cell");
    vro_csv_writer_end(&self->file.writer);
    assert_int_equal(vro_csv_file_close(&self->file, &self->errors), VRO_OK);
    char *text = read_text(self->scratch.folder, "table.csv");
    assert_string_equal(text, expected);
    free(text);
    scratch_remove(&self->scratch, "table.csv");
}

static void a_table_begins_with_its_header_line_if_it_has_one(void **state) {
    assert_written(*state, "column", "column\ncell\n");
    assert_written(*state, NULL, "cell\n");
}

static void a_file_that_is_not_open_can_be_closed_twice(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_csv_file_close(&self->file, &self->errors), VRO_OK);
    assert_int_equal(vro_csv_file_close(&self->file, &self->errors), VRO_OK);
}

static void a_folder_that_is_missing_is_reported_with_the_path(void **state) {
    fixture *self = *state;
    vro_new_folder gone;
    writing_vanish(&gone);
    assert_int_equal(vro_csv_file_open(&self->file, &gone, "table.csv", NULL, &self->errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(vro_csv_file_close(&self->file, &self->errors), VRO_OK);
    assert_fault(&self->errors, gone.path, "/table.csv: cannot be written: No such file");
    vro_new_folder_free(&gone);
}

static void a_full_disk_is_reported_when_the_file_is_closed(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_csv_file_open(&self->file, &self->folder, "t.csv", NULL, &self->errors),
                     VRO_OK);
    writing_fill_disk(self->file.file);
    vro_csv_writer_text(&self->file.writer, "cell");
    assert_int_equal(vro_csv_file_close(&self->file, &self->errors), VRO_BAD_OUTPUT);
    assert_fault(&self->errors, "/t.csv: ", "No space left on device");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_csv_file(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_begins_with_its_header_line_if_it_has_one),
        TEST(a_file_that_is_not_open_can_be_closed_twice),
        TEST(a_folder_that_is_missing_is_reported_with_the_path),
        TEST(a_full_disk_is_reported_when_the_file_is_closed),
    };
    return cmocka_run_group_tests_name("csv_file", tests, NULL, NULL);
}
