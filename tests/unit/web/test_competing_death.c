#include "lesson_table.h"

static const char DEADLY[] = ",,mortality.rate,fixed,0.05,per year\n";
static const char DEATHLESS[] = ",,mortality.rate,fixed,0,per year\n"
                                ",,mortality.operation,fixed,0,probability\n";

static void simulate(vro_page *page, const char *rows) {
    load_rows(page, rows, "soft_tissue,vro");
    assert_int_equal(vro_page_simulate(page, 20000, 1, 0, ""), 0);
}

// The product of Kaplan and Meier by hand, from the months of revision.csv up to 10 years.
static double by_hand(vro_page *page) {
    const char *line = strstr(vro_page_table(page, "revision.csv"), "vro,all,any,");
    double years = 0, at_risk, events, event_free = 1;
    while (line && sscanf(line, "vro,all,any,%lf,%lf,%lf", &years, &at_risk, &events) == 3 &&
           years < 10.01) {
        event_free *= 1 - events / at_risk;
        line = strstr(line + 1, "vro,all,any,");
    }
    return 1 - event_free;
}

static void censored_deaths_give_the_product_of_kaplan_and_meier(void **state) {
    vro_page *page = *state;
    simulate(page, DEADLY);
    const double wanted = by_hand(page);
    const double share = result_of(page, "summary.csv", "vro", "revision_by_10y", "mean");
    const double dead = result_of(page, "summary.csv", "vro", "death", "mean");
    vro_result_tables seen = lesson_of(page, "competing_death", "");
    assert_near(value_of(&seen, "one_minus_km", "vro"), wanted, 5e-5);
    assert_near(value_of(&seen, "revised", "vro"), share, 5e-5);
    assert_true(wanted > share + 0.02);
    assert_near(value_of(&seen, "excess", "vro"), wanted - share, 1e-4);
    const double unrevised = value_of(&seen, "dead_unrevised", "vro");
    assert_true(unrevised > 0.1 && unrevised < dead);
    vro_result_tables_free(&seen);
}

static void without_deaths_both_are_the_same(void **state) {
    vro_page *page = *state;
    simulate(page, DEATHLESS);
    vro_result_tables seen = lesson_of(page, "competing_death", "years=5");
    assert_near(value_of(&seen, "excess", "vro"), 0, 1e-4);
    assert_near(value_of(&seen, "dead_unrevised", "soft_tissue"), 0, 0);
    vro_result_tables_free(&seen);
}

static void without_results_there_is_nothing_to_tell(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    assert_null(vro_page_lesson(page, "competing_death", ""));
    assert_string_not_equal(vro_page_faults(page), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_competing_death(void) {
    static const struct CMUnitTest tests[] = {
        TEST(censored_deaths_give_the_product_of_kaplan_and_meier),
        TEST(without_deaths_both_are_the_same),
        TEST(without_results_there_is_nothing_to_tell),
    };
    return cmocka_run_group_tests_name("competing_death", tests, NULL, NULL);
}
