// Rows of a file whose columns are found by name.
#include "vrosim/input/named_columns.h"

#include "faults.h"
#include "near.h"

#include <math.h>

static const vro_named_column COLUMNS[] = {
    {"name", true, false}, {"size", false, true}, {"kind", false, false}};

enum { NAME, SIZE, KIND, COUNT };

typedef struct opened {
    vro_csv_reader *csv;
    vro_named_columns columns;
    vro_errors errors;
    vro_status status;
} opened;

static void open_text(opened *self, const char *text) {
    *self = (opened){0};
    assert_int_equal(vro_csv_reader_open_text(&self->csv, "file", text, strlen(text)), VRO_OK);
    self->status =
        vro_named_columns_begin(&self->columns, self->csv, COLUMNS, COUNT, &self->errors);
}

static void close_text(opened *self) {
    vro_errors_free(&self->errors);
    vro_csv_reader_free(self->csv);
}

static void fields_are_found_by_column_in_any_order(void **state) {
    (void)state;
    opened file;
    bool found;
    open_text(&file, "size,name\n\n2.5,hip\n,\n,leg\n");
    assert_int_equal(file.status, VRO_OK);
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_true(found);
    assert_string_equal(file.columns.fields[NAME].text, "hip");
    assert_near(vro_named_columns_number(&file.columns, SIZE, &file.errors), 2.5, 0);
    assert_string_equal(file.columns.fields[KIND].text, "");
    assert_int_equal(file.columns.line, 3);
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_string_equal(file.columns.fields[NAME].text, "leg");
    assert_true(isnan(vro_named_columns_number(&file.columns, SIZE, &file.errors)));
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_false(found);
    close_text(&file);
}

static void a_header_at_fault_says_what_would_be_right(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"", "file: ", "is empty"},
        {"size\n", "file:1: ", "the column 'name' is missing"},
        {"name,sise\n", "file:1:6: ", "unknown column 'sise'; the nearest is 'size'"},
        {"name,name\n", "file:1:6: ", "there twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        opened file;
        open_text(&file, cases[i].text);
        assert_int_equal(file.status, VRO_BAD_INPUT);
        assert_fault(&file.errors, cases[i].place, cases[i].piece);
        close_text(&file);
    }
}

static void a_row_at_fault_is_told_and_the_next_is_read(void **state) {
    (void)state;
    opened file;
    bool found;
    open_text(&file, "name,size,kind\na,b\nc,x,small\n");
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_true(found);
    assert_fault(&file.errors, "file:2: ", "has 2 fields, but the first line names 3");
    assert_true(isnan(vro_named_columns_number(&file.columns, SIZE, &file.errors)));
    assert_fault(&file.errors, "file:3:3: ", "size 'x'");
    static const char *const kinds[] = {"tall", "smaller"};
    assert_int_equal(vro_named_columns_word(&file.columns, KIND, kinds, 2, 0, &file.errors), 2);
    assert_fault(&file.errors, "file:3:5: ", "kind 'small' is unknown; write 'tall' or 'smaller'");
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_BAD_INPUT);
    assert_false(found);
    close_text(&file);
}

static void a_missing_value_is_empty_told_once_or_a_fault_where_empty_means_more(void **state) {
    (void)state;
    static const size_t texts[] = {NAME, KIND};
    opened file;
    bool found;
    open_text(&file, "name,size,kind\nNA,NA,NA\nleg,NA,\n");
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_string_equal(file.columns.fields[SIZE].text, "");
    vro_named_columns_texts(&file.columns, texts, 2, &file.errors);
    assert_int_equal(file.errors.count, 2);
    assert_fault(&file.errors, "file:2:1: ", "name 'NA' is a missing value to R");
    assert_fault(&file.errors, "file:2:7: ", "leave it empty for all");
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_OK);
    assert_int_equal(vro_named_columns_next(&file.columns, &found, &file.errors), VRO_BAD_INPUT);
    assert_int_equal(file.errors.count, 2);
    assert_int_equal(file.errors.notice_count, 1);
    assert_string_equal(file.errors.notices[0], "file: 2 fields are NA; read as empty");
    close_text(&file);
}

int test_named_columns(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_found_by_column_in_any_order),
        cmocka_unit_test(a_header_at_fault_says_what_would_be_right),
        cmocka_unit_test(a_row_at_fault_is_told_and_the_next_is_read),
        cmocka_unit_test(a_missing_value_is_empty_told_once_or_a_fault_where_empty_means_more),
    };
    return cmocka_run_group_tests_name("named_columns", tests, NULL, NULL);
}
