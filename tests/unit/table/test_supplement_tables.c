// The list of all tables of a supplement.
#include "vrosim/table/supplement_tables.h"

#include "vrosim/table/result_columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool is_column(const char *file, const char *name) {
    size_t count;
    const vro_result_column *columns = vro_result_columns_table(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0 && vro_result_column_is_in(&columns[i], file))
            return true;
    return false;
}

static void every_column_is_one_of_its_file(void **state) {
    size_t count;
    const vro_supplement_table *rows = vro_supplement_tables(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_true(rows[i].by_strategy == !rows[i].columns[0]);
        for (size_t c = 0; c < VRO_SUPPLEMENT_COLUMNS && rows[i].columns[c]; c++)
            if (!is_column(rows[i].file, rows[i].columns[c]))
                fail_msg("%s has no column %s", rows[i].file, rows[i].columns[c]);
        for (size_t c = 0; c < VRO_SUPPLEMENT_CONDITIONS && rows[i].rows[c].column; c++)
            assert_true(is_column(rows[i].file, rows[i].rows[c].column));
    }
}

static void every_table_has_a_name_and_a_file_of_its_own(void **state) {
    size_t count;
    const vro_supplement_table *rows = vro_supplement_tables(&count);
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t other = 0; other < i; other++) {
            assert_string_not_equal(rows[i].name, rows[other].name);
            assert_string_not_equal(rows[i].file, rows[other].file);
        }
}

int test_supplement_tables(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_is_one_of_its_file),
        cmocka_unit_test(every_table_has_a_name_and_a_file_of_its_own),
    };
    return cmocka_run_group_tests_name("supplement_tables", tests, NULL, NULL);
}
