#include "lesson_table.h"

// What everybody would have is what a run of the same children says.
static void the_truth_is_the_difference_in_the_same_children(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    assert_int_equal(vro_page_simulate(page, 5000, 3, 0, ""), 0);
    const double run = result_of(page, "contrasts.csv", "vro", "revision_by_5y", "risk_difference");
    vro_result_tables seen = lesson_of(page, "confounding", "children=5000,seed=3");
    assert_near(value_of(&seen, "true", "all"), run, 5e-5); // as it is printed
    double sum = 0;
    for (int level = 1; level <= 5; level++) {
        char group[] = "gmfcs_0";
        group[6] = (char)('0' + level);
        sum += value_of(&seen, "true", group) * number_of(&seen, "true", group, "n");
    }
    assert_near(sum / 5000, value_of(&seen, "true", "all"), 1e-9);
    vro_result_tables_free(&seen);
}

static void the_naive_difference_is_that_of_the_arms(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "confounding", "severe=70,others=20");
    assert_near(value_of(&seen, "naive", "all"),
                value_of(&seen, "other", "all") - value_of(&seen, "reference", "all"), 1e-12);
    double sum = 0;
    for (int level = 1; level <= 5; level++) {
        char group[] = "gmfcs_0";
        group[6] = (char)('0' + level);
        const double share = number_of(&seen, "treated", group, "n") / 10000;
        const double treated = level >= 4 ? 0.7 : 0.2;
        sum += share * (value_of(&seen, "other", group) - value_of(&seen, "reference", group));
        // Five standard errors; level I has some 200 children.
        assert_near(value_of(&seen, "treated", group), treated,
                    5 * sqrt(treated * (1 - treated) / (10000 * share)));
    }
    assert_near(value_of(&seen, "standardised", "all"), sum, 1e-12);
    vro_result_tables_free(&seen);
}

// 100,000 children, and errors of 5 standard errors: false alarm in one of a million seeds.
static void adjustment_finds_the_truth_that_the_naive_difference_misses(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "confounding", "children=100000");
    const double truth = value_of(&seen, "true", "all");
    const double margin =
        number_of(&seen, "standardised", "all", "upper") - value_of(&seen, "standardised", "all");
    assert_near(value_of(&seen, "standardised", "all"), truth, 2.6 * margin);
    assert_true(fabs(value_of(&seen, "naive", "all") - truth) > 10 * margin);
    vro_result_tables_free(&seen);
}

static void without_indication_there_is_nothing_to_adjust(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "confounding", "severe=50,others=50,children=100000");
    const double margin =
        number_of(&seen, "naive", "all", "upper") - value_of(&seen, "naive", "all");
    assert_near(value_of(&seen, "naive", "all"), value_of(&seen, "true", "all"), 2.6 * margin);
    vro_result_tables_free(&seen);
}

static void where_all_of_a_level_are_treated_alike_it_cannot_be_adjusted(void **state) {
    vro_page *page = *state;
    load_rows(page, "", "soft_tissue,vro");
    vro_result_tables seen = lesson_of(page, "confounding", "severe=100");
    assert_true(isnan(value_of(&seen, "standardised", "all")));
    assert_true(isnan(value_of(&seen, "reference", "gmfcs_5")));
    assert_false(isnan(value_of(&seen, "naive", "all")));
    vro_result_tables_free(&seen);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_confounding(void) {
    static const struct CMUnitTest tests[] = {
        TEST(the_truth_is_the_difference_in_the_same_children),
        TEST(the_naive_difference_is_that_of_the_arms),
        TEST(adjustment_finds_the_truth_that_the_naive_difference_misses),
        TEST(without_indication_there_is_nothing_to_adjust),
        TEST(where_all_of_a_level_are_treated_alike_it_cannot_be_adjusted),
    };
    return cmocka_run_group_tests_name("confounding", tests, NULL, NULL);
}
