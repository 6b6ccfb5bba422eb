// The dictionary of results as a table; its agreement with the files is tested in columns.bats.
#include "vrosim/table/result_columns.h"

#include <setjmp.h>
#include <stdarg.h>
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

int test_result_columns(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_in_the_files_that_it_names_whole),
        cmocka_unit_test(columns_are_of_files_that_are_listed),
    };
    return cmocka_run_group_tests_name("result_columns", tests, NULL, NULL);
}
