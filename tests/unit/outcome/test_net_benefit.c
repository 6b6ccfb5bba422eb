// Net benefit of simulated children and its Monte Carlo error, against sums made child by child.
#include "vrosim/outcome/net_benefit.h"

#include "small_study.h"
#include "usual_landmarks.h"

enum { CHILDREN = 4 };

static const int revisions[SMALL_STRATEGIES][CHILDREN] = {
    {0, 2, 1, 0}, {1, 0, 0, 0}, {0, 2, 1, 0}, {3, 3, 0, 1}, {0, 0, 0, 0}};
static const double lld[SMALL_STRATEGIES][CHILDREN] = {
    {10, 2, 0, 4}, {1, 7, 3, 3}, {10, 2, 0, 4}, {0.5, 0.25, 20, 1}, {5, 5, 5, 5}};

static int open_study(void **state) {
    small_study *self = test_malloc(sizeof *self);
    small_study_open(self, NULL);
    small_study_trade_off(self, 1, CHILDREN, &revisions[0][0], &lld[0][0]);
    *state = self;
    return 0;
}

static int close_study(void **state) {
    small_study_close(*state);
    test_free(*state);
    return 0;
}

// Mean and standard error of one number a child.
static vro_expectation expectation_of(const double *x) {
    vro_expectation found = {0};
    for (size_t i = 0; i < CHILDREN; i++)
        found.value += x[i] / CHILDREN;
    for (size_t i = 0; i < CHILDREN; i++)
        found.se += (x[i] - found.value) * (x[i] - found.value);
    found.se = sqrt(found.se / (CHILDREN - 1) / CHILDREN);
    return found;
}

static double net_benefit(size_t strategy, size_t child, double threshold) {
    return -threshold * revisions[strategy][child] - lld[strategy][child];
}

static void assert_same(vro_expectation found, const double *x) {
    const vro_expectation expected = expectation_of(x);
    assert_near(found.value, expected.value, 1e-12);
    assert_near(found.se, expected.se, 1e-12);
}

static void errors_are_those_of_the_net_benefit_of_each_child(void **state) {
    const small_study *self = *state;
    for (double threshold = 0; threshold < 30; threshold += 3.7) {
        for (size_t s = 0; s < SMALL_STRATEGIES; s++) {
            double own[CHILDREN], difference[CHILDREN];
            for (size_t i = 0; i < CHILDREN; i++) {
                own[i] = net_benefit(s, i, threshold);
                difference[i] = own[i] - net_benefit(0, i, threshold);
            }
            const vro_net_benefit a =
                vro_net_benefit_make(&self->tally, s, 0, VRO_LLD_PER_REVISION);
            const vro_net_benefit d =
                vro_net_benefit_difference(&self->tally, s, 0, VRO_LLD_PER_REVISION);
            assert_same(vro_net_benefit_value(&a, threshold), own);
            assert_same(vro_net_benefit_value(&d, threshold), difference);
        }
    }
}

static void a_strategy_like_the_reference_differs_by_exactly_nothing(void **state) {
    const small_study *self = *state;
    for (size_t s = 0; s <= 2; s += 2) {
        const vro_net_benefit same =
            vro_net_benefit_difference(&self->tally, s, 0, VRO_LLD_PER_REVISION);
        const vro_expectation net = vro_net_benefit_value(&same, 12.3);
        assert_true(net.value == 0 && net.se == 0);
    }
}

static void an_effect_of_which_less_is_better_is_turned(void **state) {
    const small_study *self = *state;
    const vro_net_benefit benefit = vro_net_benefit_make(&self->tally, 3, 2, VRO_LLD_PER_REVISION);
    assert_near(benefit.effect.value, -7.0 / 4, 0);
    assert_near(benefit.cost.value, 21.75 / 4, 0);
    assert_true(benefit.effect.lower < -7.0 / 4 && benefit.effect.upper > -7.0 / 4);
}

static void one_child_has_no_error(void **state) {
    (void)state;
    small_study one;
    small_study_open(&one, NULL);
    small_study_trade_off(&one, 0, 1, (const int[]){1, 0, 0, 0, 2},
                          (const double[]){1, 2, 3, 4, 5});
    const vro_net_benefit benefit = vro_net_benefit_make(&one.tally, 4, 0, VRO_LLD_PER_REVISION);
    assert_near(vro_net_benefit_value(&benefit, 10).value, -25, 0);
    assert_true(isnan(vro_net_benefit_value(&benefit, 10).se));
    small_study_close(&one);
}

// Two are alike (the first and third), so that one error is 0.
static void errors_between_any_two_strategies_are_those_of_the_pairs(void **state) {
    const small_study *self = *state;
    vro_tally tally;
    vro_errors errors = {0};
    assert_int_equal(
        vro_tally_init(&tally, SMALL_STRATEGIES, usual_outcomes(true), 10, NULL, &errors), VRO_OK);
    for (size_t s = 0; s < SMALL_STRATEGIES; s++) {
        for (size_t i = 0; i < CHILDREN; i++) {
            self->results[s]->outcome[VRO_QALY][i] = revisions[s][i] * VRO_STEPS_PER_QALY;
            self->results[s]->outcome[VRO_COST][i] = (int32_t)(lld[s][i] * VRO_STEPS_PER_COST);
        }
        vro_tally_add(&tally, s, 1, self->results[s], self->results[0]);
    }
    for (size_t a = 0; a < SMALL_STRATEGIES; a++)
        for (size_t b = 0; b < SMALL_STRATEGIES; b++) {
            double effect[CHILDREN], cost[CHILDREN];
            for (size_t i = 0; i < CHILDREN; i++) {
                effect[i] = revisions[a][i] - revisions[b][i];
                cost[i] = lld[a][i] - lld[b][i];
            }
            const vro_net_benefit_errors found =
                vro_net_benefit_errors_between(&tally, a, b, 0, VRO_COST_PER_QALY);
            assert_int_equal(found.kind, VRO_ERROR_OF_CHILDREN);
            assert_near(found.effect, expectation_of(effect).se, 1e-12);
            assert_near(found.cost, expectation_of(cost).se, 1e-12);
        }
    vro_tally_free(&tally);
}

// Without their products two strategies that are not the first have a bound, never too small.
static void errors_without_products_are_bounds(void **state) {
    const small_study *self = *state;
    for (size_t a = 1; a < SMALL_STRATEGIES; a++)
        for (size_t b = 1; b < SMALL_STRATEGIES; b++) {
            double effect[CHILDREN];
            for (size_t i = 0; i < CHILDREN; i++)
                effect[i] = revisions[a][i] - revisions[b][i];
            const vro_net_benefit_errors found =
                vro_net_benefit_errors_between(&self->tally, a, b, 0, VRO_LLD_PER_REVISION);
            assert_int_equal(found.kind, a == b ? VRO_ERROR_OF_CHILDREN : VRO_ERROR_AT_MOST);
            assert_true(found.effect >= expectation_of(effect).se - 1e-12);
        }
}

static void net_health_benefit_is_in_units_of_effect(void **state) {
    (void)state;
    const vro_expectation health = vro_net_benefit_as_health((vro_expectation){15, 3}, 10);
    assert_near(health.value, 1.5, 0);
    assert_near(health.se, 0.3, 1e-16);
    assert_true(isnan(vro_net_benefit_as_health((vro_expectation){15, 3}, 0).value));
}

int test_net_benefit(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_those_of_the_net_benefit_of_each_child),
        cmocka_unit_test(net_health_benefit_is_in_units_of_effect),
        cmocka_unit_test(a_strategy_like_the_reference_differs_by_exactly_nothing),
        cmocka_unit_test(an_effect_of_which_less_is_better_is_turned),
        cmocka_unit_test(one_child_has_no_error),
        cmocka_unit_test(errors_between_any_two_strategies_are_those_of_the_pairs),
        cmocka_unit_test(errors_without_products_are_bounds),
    };
    return cmocka_run_group_tests_name("net_benefit", tests, open_study, close_study);
}
