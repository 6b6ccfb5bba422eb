// Tables of a supplement, as Markdown and as CSV.
#include "vrosim/table/supplement.h"

#include "faults.h"

static const vro_supplement_table LIST = {.name = "list",
                                          .file = "contrasts.csv",
                                          .columns = {"strategy", "icer", "value", "upper"},
                                          .rows = {{"subgroup", "all"}}},
                                  OUTCOMES = {.name = "outcomes",
                                              .file = "summary.csv",
                                              .rows = {{"subgroup", "all"}, {"statistic", "mean"}},
                                              .by_strategy = true};

typedef void writing(const vro_supplement_table *self, const vro_result_tables *tables,
                     FILE *stream);

// What is written of a file that holds text; to be freed.
static char *written(const vro_supplement_table *table, const char *text, writing *write) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    char *written = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&written, &size);
    assert_int_equal(vro_result_tables_add(&tables, table->file, text, strlen(text), &errors),
                     VRO_OK);
    assert_true(vro_supplement_is_present(table, &tables));
    write(table, &tables, stream);
    fclose(stream);
    vro_result_tables_free(&tables);
    vro_errors_free(&errors);
    return written;
}

static void check(const vro_supplement_table *table, const char *text, writing *write,
                  const char *wanted) {
    char *found = written(table, text, write);
    assert_string_equal(found, wanted);
    free(found);
}

static const char CONTRASTS[] = "strategy,subgroup,value,upper\n"
                                "\"a,|b\",all,0.10,1\n"
                                "c,gmfcs_1,2,3\n"
                                "d,all,-4,\n";

static void rows_and_columns_that_the_file_has_are_shown_as_they_are(void **state) {
    (void)state;
    check(&LIST, CONTRASTS, vro_supplement_write_csv,
          "strategy,value,upper\n\"a,|b\",0.10,1\nd,-4,\n");
}

static void cells_are_separated_as_in_the_file(void **state) {
    (void)state;
    check(&LIST, "strategy;subgroup;value;upper\na,b;all;0,10;1\n", vro_supplement_write_csv,
          "\xEF\xBB\xBFstrategy;value;upper\na,b;0,10;1\n");
}

static void a_bar_does_not_end_a_cell_of_markdown(void **state) {
    (void)state;
    check(&LIST, CONTRASTS, vro_supplement_write_markdown,
          "| strategy | value | upper |\n|---|---|---|\n| a,\\|b | 0.10 | 1 |\n| d | -4 |  |\n");
}

static void outcomes_stand_side_by_side(void **state) {
    (void)state;
    check(&OUTCOMES,
          "strategy,subgroup,outcome,statistic,value,lower,upper\n"
          "a,all,revisions,mean,0.5,0.4,0.6\n"
          "a,all,lld_mm,mean,3,2,4\n"
          "a,all,lld_mm,sd,9,8,10\n"
          "b,all,lld_mm,mean,5,,\n"
          "b,all,revisions,mean,0.7,0.6,0.8\n",
          vro_supplement_write_csv,
          "outcome,unit,a,b\n"
          "revisions,number,0.5 (0.4 to 0.6),0.7 (0.6 to 0.8)\n"
          "lld_mm,mm,3 (2 to 4),5\n");
}

static void a_table_without_its_file_or_rows_is_not_present(void **state) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    static const char text[] = "strategy,subgroup,value,upper\na,gmfcs_1,1,2\n";
    (void)state;
    assert_false(vro_supplement_is_present(&LIST, &tables));
    assert_int_equal(vro_result_tables_add(&tables, LIST.file, text, sizeof text - 1, &errors),
                     VRO_OK);
    assert_false(vro_supplement_is_present(&LIST, &tables));
    vro_result_tables_free(&tables);
    vro_errors_free(&errors);
}

int test_supplement(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_columns_that_the_file_has_are_shown_as_they_are),
        cmocka_unit_test(cells_are_separated_as_in_the_file),
        cmocka_unit_test(a_bar_does_not_end_a_cell_of_markdown),
        cmocka_unit_test(outcomes_stand_side_by_side),
        cmocka_unit_test(a_table_without_its_file_or_rows_is_not_present),
    };
    return cmocka_run_group_tests_name("supplement", tests, NULL, NULL);
}
