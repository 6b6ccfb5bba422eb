// Result files in memory: what is there, what is absent, what is at fault.
#include "vrosim/table/result_tables.h"

#include "near.h"

#include <math.h>
#include <string.h>

static vro_status add(vro_result_tables *self, const char *name, const char *text,
                      vro_errors *errors) {
    return vro_result_tables_add(self, name, text, strlen(text), errors);
}

static const vro_result_table *read_one(vro_result_tables *self, const char *name,
                                        const char *text) {
    vro_errors errors = {0};
    assert_int_equal(add(self, name, text, &errors), VRO_OK);
    return vro_result_tables_find(self, name);
}

static void cells_are_texts_and_numbers(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    const vro_result_table *table =
        read_one(&tables, "revision.csv", "strategy,at_risk,se\nvro,20000,\n\"a,b\",1e3,NA\n");
    const size_t strategy = vro_result_table_column(table, "strategy"),
                 at_risk = vro_result_table_column(table, "at_risk"),
                 se = vro_result_table_column(table, "se");
    assert_int_equal(table->rows, 2);
    assert_string_equal(vro_result_table_text(table, 1, strategy), "a,b");
    assert_true(isnan(vro_result_table_number(table, 1, strategy)));
    assert_true(vro_result_table_number(table, 0, at_risk) == 20000);
    assert_true(vro_result_table_number(table, 1, at_risk) == 1000);
    assert_true(isnan(vro_result_table_number(table, 0, se)));
    assert_string_equal(vro_result_table_text(table, 1, se), "");
    vro_result_tables_free(&tables);
}

static void decimal_commas_are_read(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    const vro_result_table *table =
        read_one(&tables, "revision.csv", "\xEF\xBB\xBFstrategy;se\nvro;0,25\n");
    assert_true(vro_result_table_number(table, 0, vro_result_table_column(table, "se")) == 0.25);
    vro_result_tables_free(&tables);
}

static void absent_files_and_columns_are_no_fault(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    const vro_result_table *table = read_one(&tables, "lld.csv", "strategy\nvro\n");
    assert_null(vro_result_tables_find(&tables, "revision.csv"));
    const size_t column = vro_result_table_column(table, "share");
    assert_true(column == VRO_NO_COLUMN);
    assert_string_equal(vro_result_table_text(table, 0, column), "");
    assert_true(isnan(vro_result_table_number(table, 0, column)));
    vro_result_tables_free(&tables);
}

static void rows_are_found_by_conditions(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    const vro_result_table *table = read_one(
        &tables, "revision.csv",
        "strategy,subgroup,cause\nvro,all,any\nvro,gmfcs_1,any\nvro,all,loss\nnone,all,any\n");
    const vro_result_condition conditions[] = {{"subgroup", "all"}, {"cause", "any"}};
    const vro_result_condition unknown = {"nothing", "all"};
    assert_int_equal(vro_result_table_find(table, 0, conditions, 2), 0);
    assert_int_equal(vro_result_table_find(table, 1, conditions, 2), 3);
    assert_int_equal(vro_result_table_find(table, 4, conditions, 2), 4);
    assert_int_equal(vro_result_table_find(table, 0, &unknown, 1), 4);
    vro_result_tables_free(&tables);
}

static void every_fault_has_its_place(void **state) {
    (void)state;
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    assert_int_equal(add(&tables, "revision.csv", "strategy,at_risk\nvro,many\nvro\n", &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 2);
    assert_string_equal(errors.faults[0].file, "revision.csv");
    assert_int_equal(errors.faults[0].line, 2);
    assert_int_equal(errors.faults[0].column, 5);
    assert_non_null(strstr(errors.faults[0].text, "'many'"));
    assert_int_equal(errors.faults[1].line, 3);
    assert_non_null(strstr(errors.faults[1].text, "has 1 fields, and the header line 2"));
    assert_null(vro_result_tables_find(&tables, "revision.csv"));
    vro_errors_free(&errors);
    assert_int_equal(add(&tables, "lld.csv", "\n", &errors), VRO_BAD_INPUT);
    assert_non_null(strstr(errors.faults[0].text, "is empty"));
    vro_errors_free(&errors);
    vro_result_tables_free(&tables);
}

int test_result_tables(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_texts_and_numbers),
        cmocka_unit_test(decimal_commas_are_read),
        cmocka_unit_test(absent_files_and_columns_are_no_fault),
        cmocka_unit_test(rows_are_found_by_conditions),
        cmocka_unit_test(every_fault_has_its_place),
    };
    return cmocka_run_group_tests_name("result_tables", tests, NULL, NULL);
}
