// What samples have against what was asked for. The random numbers are fixed; 5 standard errors:
// each check of a right program fails with probability 5.7e-7, four of them with 2.3e-6.
#include "vrosim/study/drawn_parameter.h"

#include "drawn_ensemble.h"

#include <math.h>

enum { MANY = 10000 };

static int open_scenario(void **state) {
    static vro_scenario scenario;
    uncertain_open(&scenario);
    *state = &scenario;
    return 0;
}

static int close_scenario(void **state) {
    vro_scenario_free(*state);
    return 0;
}

// Parameter `number` of the uncertain ones in some samples.
static vro_drawn_parameter draw(const vro_scenario *scenario, size_t number, size_t samples) {
    drawn_ensemble self;
    drawn_ensemble_open(&self, scenario, samples);
    const vro_drawn_parameter drawn = vro_drawn_parameter_of(&self.ensemble, number);
    drawn_ensemble_close(&self);
    return drawn;
}

// Of a normal score z, min(max(z, -3), 1) has, with p and P the normal density and distribution,
//   mean     P(-1) - p(1) + p(3) - 3 P(-3)                 = -0.0829
//   variance P(1) - P(-3) - p(1) - 3 p(3) + P(-1) + 9 P(-3) - mean^2 = 0.8653^2
// and is on a bound with probability P(-1) + P(-3) = 0.1600.
static void samples_that_pile_on_a_bound_have_another_mean_and_spread(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 1, 1); // from -2 to 2
    const vro_drawn_parameter drawn = draw(scenario, 0, MANY);
    assert_near(drawn.asked_mean, 1, 0);
    assert_near(drawn.asked_se, 1, 0);
    assert_near(drawn.mean, 1 - 0.0829, 5 * 0.8653 / sqrt(MANY));
    assert_near(drawn.sd, 0.8653, 5 * 0.8653 / sqrt(2 * MANY));
    assert_near(drawn.on_bound, 0.1600, 5 * sqrt(0.16 * 0.84 / MANY));
    assert_int_equal(drawn.warning, VRO_DRAWN_ON_BOUND);
}

static void samples_far_from_any_bound_are_those_asked_for(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 0.1, 0.1);
    vro_drawn_parameter drawn = draw(scenario, 0, MANY);
    assert_near(drawn.mean, 0.1, 5 * 0.1 / sqrt(MANY));
    assert_near(drawn.on_bound, 0, 0);
    assert_int_equal(drawn.warning, VRO_DRAWN_AS_ASKED);
    drawn = draw(scenario, 0, 1);
    assert_true(isnan(drawn.sd));
    assert_int_equal(drawn.warning, VRO_DRAWN_AS_ASKED);
}

// A bound 2 standard errors away takes 2.3 % of the samples, and less than 1 % of their spread.
static void a_pile_that_changes_little_is_no_warning(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 1.8, 0.1);
    const vro_drawn_parameter drawn = draw(scenario, 0, MANY);
    assert_near(drawn.on_bound, 0.0228, 0.0075);
    assert_int_equal(drawn.warning, VRO_DRAWN_AS_ASKED);
}

// In a few samples mean and spread are off by chance.
static void chance_is_no_warning(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_AGE_LOG_HR, 1.8, 0.1);
    for (size_t samples = 1; samples < 200; samples++)
        assert_int_equal(draw(scenario, 0, samples).warning, VRO_DRAWN_AS_ASKED);
}

// Nearly all of this beta distribution lies at 0, its spread in one sample of some hundreds.
static void a_distribution_that_lies_on_its_bound_is_told(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_COMPLICATION_AVN, 0.001, 0.03);
    const vro_drawn_parameter drawn = draw(scenario, 0, 200);
    assert_true(drawn.on_bound > 0.9);
    assert_int_equal(drawn.warning, VRO_DRAWN_ON_BOUND);
}

static void a_uniform_distribution_that_has_no_room_is_told(void **state) {
    vro_scenario *scenario = *state;
    uncertain_set(scenario, VRO_ANATOMY_MIGRATION,
                  (vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 100}, 5);
    const vro_drawn_parameter drawn = draw(scenario, 0, 200);
    assert_near(drawn.mean, 50, 1e-9);
    assert_near(drawn.sd, 0, 1e-9);
    assert_near(drawn.on_bound, 1, 1e-12);
    assert_int_equal(drawn.warning, VRO_DRAWN_ON_BOUND);
}

static void correlations_that_exclude_each_other_are_told(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.79, 0.1);
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0.1);
    for (size_t number = 0; number < 2; number++) {
        const vro_drawn_parameter drawn = draw(scenario, number, 1000);
        assert_true(drawn.on_bound > 0.4);
        assert_int_equal(drawn.warning, VRO_DRAWN_ON_BOUND);
    }
}

static void set_weight(vro_scenario *scenario, size_t level, double se) {
    for (size_t s = 0; s < scenario->strategies; s++)
        uncertain_cell(scenario, s, level, VRO_POPULATION_GMFCS)->se = se;
}

// Five weights of 2, shares of 0.2: each is asked to have the standard error 0.4 / 10.
static void a_case_mix_has_the_standard_errors_of_a_count(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_POPULATION_GMFCS, 2, 0.4);
    vro_drawn_parameter drawn = draw(scenario, 2, 1000);
    assert_near(drawn.asked_mean, 0.2, 1e-15);
    assert_near(drawn.asked_se, 0.04, 1e-15);
    assert_int_equal(drawn.warning, VRO_DRAWN_AS_ASKED);
    set_weight(scenario, 2, 0.2);
    assert_int_equal(draw(scenario, 2, 1000).warning, VRO_DRAWN_CASE_MIX);
    set_weight(scenario, 2, NAN);
    drawn = draw(scenario, 2, 1000);
    assert_true(isnan(drawn.asked_se));
    assert_int_equal(drawn.warning, VRO_DRAWN_AS_ASKED);
}

#define WITH_SCENARIO(test) cmocka_unit_test_setup_teardown(test, open_scenario, close_scenario)

int test_drawn_parameter(void) {
    static const struct CMUnitTest tests[] = {
        WITH_SCENARIO(samples_that_pile_on_a_bound_have_another_mean_and_spread),
        WITH_SCENARIO(samples_far_from_any_bound_are_those_asked_for),
        WITH_SCENARIO(a_pile_that_changes_little_is_no_warning),
        WITH_SCENARIO(chance_is_no_warning),
        WITH_SCENARIO(a_distribution_that_lies_on_its_bound_is_told),
        WITH_SCENARIO(a_uniform_distribution_that_has_no_room_is_told),
        WITH_SCENARIO(correlations_that_exclude_each_other_are_told),
        WITH_SCENARIO(a_case_mix_has_the_standard_errors_of_a_count),
    };
    return cmocka_run_group_tests_name("drawn_parameter", tests, NULL, NULL);
}
