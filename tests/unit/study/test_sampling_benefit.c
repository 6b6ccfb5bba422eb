// From the value of a study per child to that for all, and what is left after its cost.
#include "vrosim/study/sampling_benefit.h"

#include "uncertain.h"

// Two arms of 10, 20, 40 or 80 children.
static const vro_proposed_study STUDY = {.sizes = {10, 20, 40, 80},
                                         .size_count = 4,
                                         .arms = 2,
                                         .has_cost = true,
                                         .fixed_cost = 100,
                                         .child_cost = 2,
                                         .children_per_year = 50,
                                         .years = 12,
                                         .delay = 2};

static double children_at(const vro_proposed_study *study, double rate) {
    vro_scenario scenario;
    uncertain_open(&scenario);
    uncertain_fix(&scenario, VRO_ECONOMICS_DISCOUNT_COSTS, rate, NAN);
    const double children = vro_sampling_benefit_children(study, &scenario);
    vro_scenario_free(&scenario);
    return children;
}

// The model's exponential is right to 1e-6.
static void children_are_discounted_from_the_delay_to_the_horizon(void **state) {
    (void)state;
    assert_near(children_at(&STUDY, 0), 500, 1e-9);
    assert_near(children_at(&STUDY, 0.04), 50 * (exp(-0.08) - exp(-0.48)) / 0.04, 0.01);
    vro_proposed_study unknown = STUDY;
    unknown.children_per_year = 0;
    assert_true(isnan(children_at(&unknown, 0)));
}

// At 1,000 children: 140 - 140, 400 - 180, 450 - 260, 480 - 420.
static void the_best_size_is_worth_most_after_its_cost(void **state) {
    (void)state;
    const vro_expectation values[] = {{0.14, 0.03}, {0.4, 0.03}, {0.45, 0.04}, {0.48, 0.05}};
    vro_sampling_benefit found[4];
    vro_sampling_benefits_find(&STUDY, values, 1000, found);
    assert_near(found[1].population_value.value, 400, 1e-9);
    assert_near(found[1].population_value.se, 30, 1e-9);
    assert_near(found[1].cost, 180, 0);
    assert_near(found[1].net_benefit.value, 220, 1e-9);
    assert_near(found[1].net_benefit.se, 30, 1e-9);
    assert_near(found[3].net_benefit.value, 60, 1e-9);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(found[i].optimal, i == 1);
        assert_int_equal(found[i].near_optimal, i == 1 || i == 2); // 190 + 40 > 220
    }
}

static void no_size_is_best_where_none_is_worth_its_cost(void **state) {
    (void)state;
    const vro_expectation values[] = {{0, NAN}, {0.1, 0.2}, {0.2, 0.2}, {0.2, 0.2}};
    vro_sampling_benefit found[4];
    vro_sampling_benefits_find(&STUDY, values, 1000, found);
    for (size_t i = 0; i < 4; i++)
        assert_false(found[i].optimal || found[i].near_optimal);
}

static void without_cost_or_children_there_is_no_net_benefit(void **state) {
    (void)state;
    const vro_expectation values[] = {{1, 0.1}, {1, 0.1}, {1, 0.1}, {1, 0.1}};
    vro_proposed_study study = STUDY;
    vro_sampling_benefit found[4];
    study.has_cost = false;
    vro_sampling_benefits_find(&study, values, 1000, found);
    assert_near(found[2].population_value.value, 1000, 0);
    assert_true(isnan(found[2].cost) && isnan(found[2].net_benefit.value));
    assert_false(found[2].optimal);
    vro_sampling_benefits_find(&STUDY, values, NAN, found);
    assert_true(isnan(found[2].population_value.value) && isnan(found[2].net_benefit.value));
    assert_true(isnan(found[2].cost));
}

int test_sampling_benefit(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_are_discounted_from_the_delay_to_the_horizon),
        cmocka_unit_test(the_best_size_is_worth_most_after_its_cost),
        cmocka_unit_test(no_size_is_best_where_none_is_worth_its_cost),
        cmocka_unit_test(without_cost_or_children_there_is_no_net_benefit),
    };
    return cmocka_run_group_tests_name("sampling_benefit", tests, NULL, NULL);
}
