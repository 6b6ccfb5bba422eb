#include "lesson_table.h"

// Of N children p sqrt(p (1 - p) / N); the interval of the parameters is that of psa.
static void one_follows_the_children_and_the_other_does_not(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables few =
        lesson_of(page, "two_uncertainties", "run=10000,samples=8,children=200");
    vro_result_tables many =
        lesson_of(page, "two_uncertainties", "run=1000000,samples=8,children=200");
    const double share = value_of(&few, "simulation", "vro");
    assert_near(value_of(&few, "simulation_margin", "vro"),
                1.959964 * sqrt(share * (1 - share) / 10000), 1e-7);
    assert_near(value_of(&many, "simulation_margin", "vro"),
                value_of(&few, "simulation_margin", "vro") / 10, 1e-5);
    assert_near(value_of(&many, "parameters_half_width", "vro"),
                value_of(&few, "parameters_half_width", "vro"), 0);
    assert_near(number_of(&few, "parameters", "vro", "n"), 8, 0);
    assert_true(value_of(&many, "parameters_half_width", "vro") >
                10 * value_of(&many, "simulation_margin", "vro"));
    vro_result_tables_free(&few);
    vro_result_tables_free(&many);
}

static void the_interval_is_that_of_the_analysis(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    assert_int_equal(vro_page_psa(page, 6, 300, 2, 0), 0);
    const char *row =
        strstr(vro_page_uncertainty(page, "psa_summary.csv"), ",vro,all,revision_by_5y,mean,");
    double value, se, lower, upper;
    assert_non_null(row);
    assert_int_equal(
        sscanf(row, ",vro,all,revision_by_5y,mean,%lf,%lf,%lf,%lf", &value, &se, &lower, &upper),
        4);
    vro_result_tables seen = lesson_of(page, "two_uncertainties", "samples=6,children=300,seed=2");
    assert_near(value_of(&seen, "parameters", "vro"), value, 0);
    assert_near(number_of(&seen, "parameters", "vro", "lower"), lower, 0);
    assert_near(number_of(&seen, "parameters", "vro", "upper"), upper, 0);
    vro_result_tables_free(&seen);
}

static void one_sample_has_no_interval(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "vro");
    vro_result_tables seen = lesson_of(page, "two_uncertainties", "samples=1,children=100");
    assert_true(isnan(number_of(&seen, "parameters", "vro", "lower")));
    vro_result_tables_free(&seen);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_two_uncertainties(void) {
    static const struct CMUnitTest tests[] = {
        TEST(one_follows_the_children_and_the_other_does_not),
        TEST(the_interval_is_that_of_the_analysis),
        TEST(one_sample_has_no_interval),
    };
    return cmocka_run_group_tests_name("two_uncertainties", tests, NULL, NULL);
}
