// Tables as files in a folder: those that are present, with the header lines of the dictionary.
#define _GNU_SOURCE 1

#include "vrosim/table/table_files.h"

#include "vrosim/table/run_tables.h"

#include "faults.h"
#include "small_study.h"
#include "writing.h"

typedef struct fixture {
    scratch scratch;
    vro_new_folder folder; // the same
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

static vro_status write_context(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)errors;
    vro_csv_writer_text(writer, context);
    vro_csv_writer_end(writer);
    return VRO_OK;
}

static vro_status fail_to_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)context;
    (void)writer;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory");
}

static bool is_absent(const void *context) {
    (void)context;
    return false;
}

static void a_table_has_the_header_line_of_the_dictionary_and_its_rows(void **state) {
    static const vro_table table = {.file = "revision.csv", .write = write_context};
    fixture *self = *state;
    assert_int_equal(vro_tables_write(&table, 1, "row", &self->folder, &self->errors), VRO_OK);
    char *text = read_text(self->scratch.folder, "revision.csv");
    assert_int_equal(count_lines(text, "scenario,strategy,"), 1);
    assert_true(has_line(text, "row"));
    assert_int_equal(count_lines(text, ""), 2);
    free(text);
}

static void a_table_that_is_not_present_has_no_file(void **state) {
    static const vro_table tables[] = {
        {.file = "revision.csv", .is_present = is_absent, .write = write_context},
        {.file = "lld.csv", .write = write_context}};
    fixture *self = *state;
    assert_int_equal(vro_tables_write(tables, 2, "row", &self->folder, &self->errors), VRO_OK);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void the_first_fault_ends_the_writing(void **state) {
    static const vro_table tables[] = {{.file = "revision.csv", .write = fail_to_write},
                                       {.file = "lld.csv", .write = write_context}};
    fixture *self = *state;
    assert_int_equal(vro_tables_write(tables, 2, "row", &self->folder, &self->errors),
                     VRO_NO_MEMORY);
    assert_int_equal(entries_of(self->scratch.folder), 1);
}

static void the_tables_of_a_run_are_the_same_on_any_number_of_threads(void **state) {
    fixture *self = *state;
    small_study study;
    char *texts[2];
    small_study_open(&study, "vro,observation");
    small_study_model(&study);
    small_study_begin(&study, 5);
    small_study_add(&study, 2);
    for (int i = 0; i < 2; i++) {
        vro_new_folder folder;
        scratch place;
        writing_open(&folder, &place);
        assert_int_equal(vro_run_tables_write(&study.view, &folder, 1 + 2 * i, &self->errors),
                         VRO_OK);
        assert_int_equal(entries_of(place.folder), VRO_RUN_TABLES);
        assert_int_equal(folder.count, VRO_RUN_TABLES);
        texts[i] = read_text(place.folder, "summary.csv");
        writing_close(&folder);
    }
    assert_string_equal(texts[0], texts[1]);
    free(texts[0]);
    free(texts[1]);
    small_study_close(&study);
}

static void every_file_of_a_run_that_cannot_be_written_is_named(void **state) {
    fixture *self = *state;
    small_study study;
    vro_new_folder gone;
    small_study_open(&study, "vro");
    small_study_model(&study);
    writing_vanish(&gone);
    assert_int_equal(vro_run_tables_write(&study.view, &gone, 2, &self->errors), VRO_BAD_OUTPUT);
    vro_new_folder_free(&gone);
    assert_int_equal(self->errors.count, VRO_RUN_TABLES);
    assert_fault(&self->errors, "/summary.csv: ", "No such file");
    small_study_close(&study);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_table_files(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_has_the_header_line_of_the_dictionary_and_its_rows),
        TEST(a_table_that_is_not_present_has_no_file),
        TEST(the_first_fault_ends_the_writing),
        TEST(the_tables_of_a_run_are_the_same_on_any_number_of_threads),
        TEST(every_file_of_a_run_that_cannot_be_written_is_named),
    };
    return cmocka_run_group_tests_name("table_files", tests, NULL, NULL);
}
