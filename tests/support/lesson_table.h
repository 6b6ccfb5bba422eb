// What tests of lessons share: a page with a scenario, and the table of a lesson by its names.
#ifndef VROSIM_TESTS_LESSON_TABLE_H
#define VROSIM_TESTS_LESSON_TABLE_H

#include "vrosim/table/result_tables.h"
#include "vrosim/web/page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline int open_page(void **state) {
    *state = vro_page_new();
    return *state ? 0 : -1;
}

static inline int close_page(void **state) {
    vro_page_free(*state);
    return 0;
}

// rows: of a table over the default, "" for none.
static inline void load_rows(vro_page *page, const char *rows, const char *strategies) {
    char table[1024] = "";
    if (*rows)
        strcat(strcpy(table, "strategy,gmfcs,parameter,distribution,value,unit\n"), rows);
    if (vro_page_load(page, "lesson.csv", table, strategies, ""))
        fail_msg("%s", vro_page_faults(page));
}

static inline vro_result_tables lesson_of(vro_page *page, const char *name, const char *inputs) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    const char *text = vro_page_lesson(page, name, inputs);
    if (!text)
        fail_msg("%s", vro_page_faults(page));
    assert_int_equal(vro_result_tables_add(&tables, name, text, strlen(text), &errors), VRO_OK);
    return tables;
}

// A cell of the row of a quantity and group.
static inline double number_of(const vro_result_tables *tables, const char *quantity,
                               const char *group, const char *column) {
    const vro_result_table *table = &tables->tables[0];
    const vro_result_condition wanted[] = {{"quantity", quantity}, {"group", group}};
    const size_t row = vro_result_table_find(table, 0, wanted, 2);
    if (row == table->rows)
        fail_msg("no row %s, %s", quantity, group);
    return vro_result_table_number(table, row, vro_result_table_column(table, column));
}

static inline double value_of(const vro_result_tables *tables, const char *quantity,
                              const char *group) {
    return number_of(tables, quantity, group, "value");
}

// The mean of an outcome of a strategy in a table of results of the page, such as "summary.csv".
static inline double result_of(vro_page *page, const char *file, const char *strategy,
                               const char *outcome, const char *statistic) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    const char *text = vro_page_table(page, file);
    assert_non_null(text);
    assert_int_equal(vro_result_tables_add(&tables, file, text, strlen(text), &errors), VRO_OK);
    const vro_result_table *table = &tables.tables[0];
    const vro_result_condition wanted[] = {{"strategy", strategy},
                                           {"subgroup", "all"},
                                           {"outcome", outcome},
                                           {"statistic", statistic}};
    const size_t row = vro_result_table_find(table, 0, wanted, 4);
    assert_true(row < table->rows);
    const double value =
        vro_result_table_number(table, row, vro_result_table_column(table, "value"));
    vro_result_tables_free(&tables);
    return value;
}

static inline void assert_near(double seen, double wanted, double tolerance) {
    if (!(fabs(seen - wanted) <= tolerance))
        fail_msg("%.12g is not %.12g", seen, wanted);
}

#endif
