// The dictionary of results as a table; its agreement with the files is tested in columns.bats.
#define _GNU_SOURCE 1

#include "vrosim/table/result_columns.h"

#include "vrosim/input/table_writer.h"
#include "vrosim/outcome/course_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_column_is_in_the_files_that_it_names_whole(void **state) {
    (void)state;
    const vro_result_column column = {.files = "psa_summary.csv lld.csv"};
    assert_true(vro_result_column_is_in(&column, "psa_summary.csv"));
    assert_true(vro_result_column_is_in(&column, "lld.csv"));
    assert_false(vro_result_column_is_in(&column, "summary.csv"));
    assert_false(vro_result_column_is_in(&column, "psa_summary"));
    assert_false(vro_result_column_is_in(&column, "lld.csv.old"));
}

static bool is_file(const char *word, size_t length) {
    size_t count;
    const vro_result_file *files = vro_result_columns_files(&count);
    for (size_t i = 0; i < count; i++)
        if (strlen(files[i].name) == length && strncmp(files[i].name, word, length) == 0)
            return true;
    return false;
}

static void columns_are_of_files_that_are_listed(void **state) {
    (void)state;
    size_t count;
    const vro_result_column *columns = vro_result_columns_table(&count);
    for (size_t i = 0; i < count; i++) {
        const char *word = columns[i].files;
        for (size_t length; (length = strcspn(word, " ")) > 0;
             word += length + (word[length] == ' '))
            if (!is_file(word, length))
                fail_msg("%s: %.*s is not listed", columns[i].name, (int)length, word);
    }
}

// The header line of a file, or "", to be freed.
static char *header_of(const char *file) {
    char *text = NULL;
    size_t size = 0;
    vro_csv_writer writer = {.stream = open_memstream(&text, &size)};
    assert_non_null(writer.stream);
    vro_result_columns_write_header(file, &writer);
    assert_int_equal(fclose(writer.stream), 0);
    return text;
}

static void the_header_of_a_file_has_its_columns_in_order(void **state) {
    (void)state;
    char *text = header_of("lld.csv");
    assert_string_equal(text, "scenario,strategy,subgroup,from,to,count,share,cumulative\n");
    free(text);
    text = header_of(VRO_PARAMETERS_FILE);
    assert_string_equal(text, VRO_PARAMETERS_COLUMNS "\n");
    free(text);
}

static void a_file_whose_columns_a_run_names_has_no_header_here(void **state) {
    (void)state;
    char *text = header_of("psa_effects.csv");
    assert_string_equal(text, "");
    free(text);
}

static void a_file_whose_columns_a_run_names_in_part_begins_with_the_others(void **state) {
    (void)state;
    char *text = header_of("calibration_posterior.csv");
    assert_string_equal(text, "trustworthy");
    free(text);
}

static void courses_begin_with_the_columns_of_the_dictionary(void **state) {
    (void)state;
    char *columns = header_of("courses.csv"), *text = NULL;
    size_t size = 0;
    vro_course_rows courses;
    const vro_outcome_set none = {.count = 0};
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_course_rows_start(&courses, stream, "courses.csv", &(vro_scenario){0}, &none, false);
    assert_int_equal(fclose(stream), 0);
    assert_int_equal(strlen(text), strlen(columns) + 1);
    assert_memory_equal(text, columns, strlen(columns));
    free(text);
    free(columns);
}

static void every_file_is_listed_once_and_has_columns(void **state) {
    (void)state;
    size_t count, column_count;
    const vro_result_file *files = vro_result_columns_files(&count);
    const vro_result_column *columns = vro_result_columns_table(&column_count);
    for (size_t i = 0; i < count; i++) {
        size_t of_the_file = 0;
        for (size_t k = 0; k < column_count; k++)
            of_the_file += vro_result_column_is_in(&columns[k], files[i].name);
        assert_true(of_the_file > 0);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(files[i].name, files[j].name);
    }
}

static void a_file_has_a_column_of_a_name_once(void **state) {
    (void)state;
    size_t count, column_count;
    const vro_result_file *files = vro_result_columns_files(&count);
    const vro_result_column *columns = vro_result_columns_table(&column_count);
    for (size_t i = 0; i < column_count; i++)
        for (size_t j = 0; j < i; j++)
            for (size_t k = 0; k < count && strcmp(columns[i].name, columns[j].name) == 0; k++)
                assert_false(vro_result_column_is_in(&columns[i], files[k].name) &&
                             vro_result_column_is_in(&columns[j], files[k].name));
}

int test_result_columns(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_in_the_files_that_it_names_whole),
        cmocka_unit_test(columns_are_of_files_that_are_listed),
        cmocka_unit_test(the_header_of_a_file_has_its_columns_in_order),
        cmocka_unit_test(a_file_whose_columns_a_run_names_has_no_header_here),
        cmocka_unit_test(a_file_whose_columns_a_run_names_in_part_begins_with_the_others),
        cmocka_unit_test(courses_begin_with_the_columns_of_the_dictionary),
        cmocka_unit_test(every_file_is_listed_once_and_has_columns),
        cmocka_unit_test(a_file_has_a_column_of_a_name_once),
    };
    return cmocka_run_group_tests_name("result_columns", tests, NULL, NULL);
}
