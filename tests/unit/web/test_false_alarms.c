#include "lesson_table.h"

static const char SAME[] = "again,,strategy.like,text,vro,\n"
                           ",1,population.gmfcs,fixed,0.2,share\n"
                           ",2,population.gmfcs,fixed,0.2,share\n"
                           ",3,population.gmfcs,fixed,0.2,share\n"
                           ",4,population.gmfcs,fixed,0.2,share\n"
                           ",5,population.gmfcs,fixed,0.2,share\n";

static void the_same_children_do_not_differ_at_all(void **state) {
    vro_page *page = *state;
    load_rows(page, SAME, "vro,again");
    vro_result_tables seen = lesson_of(page, "false_alarms", "");
    assert_near(value_of(&seen, "same_children", "all"), 0, 0);
    vro_result_tables_free(&seen);
    load_rows(page, "", "soft_tissue,vro");
    seen = lesson_of(page, "false_alarms", "");
    assert_true(value_of(&seen, "same_children", "all") > 0);
    vro_result_tables_free(&seen);
}

// 2,000 tests, of which 4 of a study are of the same children; with a factor of 2 for that, five
// standard errors are 0.05 of a test or less.
static void one_of_twenty_tests_of_other_children_is_significant(void **state) {
    vro_page *page = *state;
    load_rows(page, SAME, "vro,again");
    vro_result_tables seen = lesson_of(page, "false_alarms", "studies=100");
    assert_near(value_of(&seen, "alarms", "all"), 0.05, 0.025);
    assert_near(number_of(&seen, "alarms", "all", "n"), 2000, 0);
    // 1 - 0.95^20 = 0.64 if all were independent.
    assert_near(value_of(&seen, "studies", "all"), 0.62, 0.25);
    vro_result_tables_free(&seen);
}

static void the_first_study_is_shown_with_its_tests(void **state) {
    vro_page *page = *state;
    load_rows(page, SAME, "vro,again");
    vro_result_tables seen = lesson_of(page, "false_alarms", "arm=800,seed=4");
    const vro_result_table *table = &seen.tables[0];
    const size_t significant = vro_result_table_column(table, "significant");
    const size_t p = vro_result_table_column(table, "p");
    double tests = 0, alarms = 0, children = 0;
    for (size_t row = 0; row < table->rows; row++) {
        if (isnan(vro_result_table_number(table, row, p)))
            continue;
        tests++;
        alarms += vro_result_table_number(table, row, significant);
        assert_int_equal(vro_result_table_number(table, row, p) < 0.05,
                         vro_result_table_number(table, row, significant) == 1);
    }
    for (int level = 1; level <= 5; level++) {
        char group[] = "gmfcs_0";
        group[6] = (char)('0' + level);
        children += number_of(&seen, "displaced", group, "n");
    }
    assert_near(children, 1600, 0);
    assert_near(number_of(&seen, "first", "all", "n"), tests, 0);
    assert_near(value_of(&seen, "first", "all"), alarms / tests, 1e-12);
    vro_result_tables_free(&seen);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_false_alarms(void) {
    static const struct CMUnitTest tests[] = {
        TEST(the_same_children_do_not_differ_at_all),
        TEST(one_of_twenty_tests_of_other_children_is_significant),
        TEST(the_first_study_is_shown_with_its_tests),
    };
    return cmocka_run_group_tests_name("false_alarms", tests, NULL, NULL);
}
