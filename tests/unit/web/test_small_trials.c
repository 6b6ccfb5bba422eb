#include "lesson_table.h"

enum { POPULATION = 32768 };

static void the_truth_is_that_of_all_children(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    assert_int_equal(vro_page_simulate(page, POPULATION, 2, 0, ""), 0);
    const double truth = result_of(page, "contrasts.csv", "vro", "lld_abs_mm", "mean_difference");
    const double sd = result_of(page, "summary.csv", "soft_tissue", "lld_abs_mm", "sd");
    vro_result_tables seen = lesson_of(page, "small_trials", "trials=1,seed=2");
    assert_near(value_of(&seen, "true", "all"), truth, 1e-2);
    assert_near(value_of(&seen, "sd", "reference"), sd, 1e-2);
    vro_result_tables_free(&seen);
}

// (1.959964 + 0.841621)^2 = 7.848880.
static void the_size_for_a_power_of_80_percent_is_that_of_the_formula(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "small_trials", "trials=1");
    const double difference = value_of(&seen, "true", "all");
    const double a = value_of(&seen, "sd", "reference"), b = value_of(&seen, "sd", "other");
    const double children = 7.848880 * (a * a + b * b) / (difference * difference);
    assert_near(value_of(&seen, "needed", "arm"), ceil(children), 0);
    vro_result_tables_free(&seen);
}

// Of 10,000 trials: five standard errors are 0.02.
static void trials_of_that_size_have_that_power(void **state) {
    vro_page *page = *state;
    char inputs[64];
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "small_trials", "trials=1");
    snprintf(inputs, sizeof inputs, "arm=%.0f,trials=10000", value_of(&seen, "needed", "arm"));
    vro_result_tables large = lesson_of(page, "small_trials", inputs);
    assert_near(value_of(&large, "power", "all"), 0.8, 0.02);
    vro_result_tables_free(&seen);
    vro_result_tables_free(&large);
}

// By normal theory with d = 1.79 and sd = 9.15 in both arms, 40 children each: z = d / (sd
// sqrt(2/40)) = 0.875, power P(|Z + z| > 1.96) = 0.141, wrong sign P(Z < -z) = 0.191. Skewness
// moves both a little.
static void small_trials_err_as_often_as_normal_theory_says(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "small_trials", "arm=40,trials=10000");
    assert_near(value_of(&seen, "power", "all"), 0.141, 0.03);
    assert_near(value_of(&seen, "wrong_sign", "all"), 0.191, 0.02);
    assert_near(value_of(&seen, "exaggeration", "significant"),
                value_of(&seen, "found", "significant") / value_of(&seen, "true", "all"), 1e-9);
    assert_true(value_of(&seen, "exaggeration", "significant") > 2);
    assert_near(number_of(&seen, "found", "significant", "n"),
                10000 * value_of(&seen, "power", "all"), 1e-6);
    vro_result_tables_free(&seen);
}

static void a_trial_stays_the_same_among_more_trials(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables few = lesson_of(page, "small_trials", "trials=3");
    vro_result_tables many = lesson_of(page, "small_trials", "trials=20");
    assert_near(value_of(&few, "trial", "3"), value_of(&many, "trial", "3"), 0);
    assert_true(number_of(&few, "trial", "3", "lower") < value_of(&few, "trial", "3"));
    vro_result_tables_free(&few);
    vro_result_tables_free(&many);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_small_trials(void) {
    static const struct CMUnitTest tests[] = {
        TEST(the_truth_is_that_of_all_children),
        TEST(the_size_for_a_power_of_80_percent_is_that_of_the_formula),
        TEST(trials_of_that_size_have_that_power),
        TEST(small_trials_err_as_often_as_normal_theory_says),
        TEST(a_trial_stays_the_same_among_more_trials),
    };
    return cmocka_run_group_tests_name("small_trials", tests, NULL, NULL);
}
