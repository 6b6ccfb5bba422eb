// Ranges of parameters: from standard errors, and step by step.
#include "vrosim/study/parameter_range.h"

#include "uncertain.h"

#include <gsl/gsl_cdf.h>

typedef struct bench {
    vro_scenario scenario;
    vro_uncertainty all;
    vro_changed_scenario scratch;
    vro_parameter_ranges ranges;
} bench;

static int open_scenario(void **state) {
    static bench self;
    self = (bench){0};
    uncertain_open(&self.scenario);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_parameter_ranges_free(&self->ranges);
    vro_parameter_ranges_free(&self->ranges);
    vro_changed_scenario_free(&self->scratch);
    vro_uncertainty_free(&self->all);
    vro_scenario_free(&self->scenario);
    return 0;
}

// Once a test has said what is uncertain.
static void list_all(bench *self) {
    vro_errors errors = {0};
    assert_int_equal(vro_uncertainty_init(&self->all, &self->scenario, VRO_ALL_ESTIMATES, &errors),
                     VRO_OK);
    assert_int_equal(vro_changed_scenario_init(&self->scratch, &self->all, &errors), VRO_OK);
    assert_int_equal(vro_parameter_ranges_append_all(&self->ranges, &self->scratch, &errors),
                     VRO_OK);
    assert_int_equal(errors.count, 0);
}

static const vro_parameter_range *range_of(const bench *self, const char *name) {
    const vro_parameter_range *range =
        vro_parameter_ranges_find(&self->ranges, vro_uncertainty_find(&self->all, name), 0);
    assert_non_null(range);
    return range;
}

static void without_standard_errors_there_are_no_ranges(void **state) {
    bench *self = *state;
    list_all(self);
    assert_true(self->all.count > VRO_LEVELS);
    assert_int_equal(self->ranges.count, 0);
}

// Normal: mean and 1.96 sd. Beta of mean m and sd s: weight m (1 - m) / s^2 - 1.
static void the_ends_hold_95_percent_of_the_distribution_of_the_family(void **state) {
    bench *self = *state;
    uncertain_fix(&self->scenario, VRO_MIGRATION_PULL_ANGLE, 10, 2);
    uncertain_fix(&self->scenario, VRO_COMPLICATION_AVN, 0.1, 0.03);
    uncertain_fix(&self->scenario, VRO_LOSS_HAZARD, 0.01, 0.004);
    list_all(self);
    assert_int_equal(self->ranges.count, 3);
    const vro_parameter_range *angle = range_of(self, "migration.pull_angle");
    assert_near(angle->low, 10 - 2 * 1.959963984540054, 1e-12);
    assert_near(angle->high, 10 + 2 * 1.959963984540054, 1e-12);
    assert_false(angle->given);
    const vro_parameter_range *share = range_of(self, "complication.avn");
    const double weight = 0.1 * 0.9 / 0.0009 - 1;
    assert_near(gsl_cdf_beta_P(share->low, 0.1 * weight, 0.9 * weight), 0.025, 1e-9);
    assert_near(gsl_cdf_beta_P(share->high, 0.1 * weight, 0.9 * weight), 0.975, 1e-9);
    const vro_parameter_range *hazard = range_of(self, "loss.hazard");
    const double spread = sqrt(log1p(0.16)), middle = log(0.01) - spread * spread / 2;
    assert_near(log(hazard->low), middle - 1.959963984540054 * spread, 1e-9);
    assert_near(log(hazard->high), middle + 1.959963984540054 * spread, 1e-9);
}

// From 99 children of whom 30 % are of level 4: beta of 29.7 and 69.3.
static void a_share_of_the_case_mix_has_the_ends_of_its_beta_distribution(void **state) {
    bench *self = *state;
    static const double weights[VRO_LEVELS] = {5, 10, 15, 30, 40};
    for (size_t i = 0; i < self->scenario.strategies * VRO_LEVELS; i++) {
        vro_cell *cell = &self->scenario.cells[i * VRO_PARAMETERS + VRO_POPULATION_GMFCS];
        const double weight = weights[i % VRO_LEVELS];
        cell->distribution.value = weight;
        cell->se = 100 * sqrt(weight / 100 * (1 - weight / 100) / 100);
    }
    list_all(self);
    assert_int_equal(self->ranges.count, VRO_LEVELS);
    const vro_parameter_range *share = range_of(self, "population.gmfcs.gmfcs_4");
    assert_near(gsl_cdf_beta_P(share->low, 29.7, 69.3), 0.025, 1e-9);
    assert_near(gsl_cdf_beta_P(share->high, 29.7, 69.3), 0.975, 1e-9);
}

// Two correlations that leave little room for each other.
static void an_end_that_does_not_go_with_the_rest_is_moved(void **state) {
    bench *self = *state;
    uncertain_fix(&self->scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0);
    uncertain_fix(&self->scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.7, 0.1);
    list_all(self);
    const vro_parameter_range *range = range_of(self, "anatomy.migration_socket_correlation");
    assert_near(range->high, 0.8, 1e-11);
    assert_true(range->low > 0.4 && range->low < 0.6);
}

static void what_is_there_is_not_added_again(void **state) {
    bench *self = *state;
    vro_errors errors = {0};
    uncertain_fix(&self->scenario, VRO_LOSS_HAZARD, 0.01, 0.004);
    list_all(self);
    self->ranges.items[0].high = 9;
    assert_int_equal(vro_parameter_ranges_append_all(&self->ranges, &self->scratch, &errors),
                     VRO_OK);
    assert_int_equal(self->ranges.count, 1);
    assert_near(self->ranges.items[0].high, 9, 0);
}

static void steps_go_from_end_to_end_exactly(void **state) {
    (void)state;
    const vro_parameter_range range = {.low = 0.1, .high = 0.7, .steps = 4};
    assert_near(vro_parameter_range_step(&range, 0), 0.1, 0);
    assert_near(vro_parameter_range_step(&range, 1), 0.3, 0);
    assert_near(vro_parameter_range_step(&range, 2), 0.5, 0);
    assert_near(vro_parameter_range_step(&range, 3), 0.7, 0);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_scenario, close_bench)

int test_parameter_range(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(without_standard_errors_there_are_no_ranges),
        WITH_BENCH(the_ends_hold_95_percent_of_the_distribution_of_the_family),
        WITH_BENCH(a_share_of_the_case_mix_has_the_ends_of_its_beta_distribution),
        WITH_BENCH(an_end_that_does_not_go_with_the_rest_is_moved),
        WITH_BENCH(what_is_there_is_not_added_again),
        cmocka_unit_test(steps_go_from_end_to_end_exactly),
    };
    return cmocka_run_group_tests_name("parameter_range", tests, NULL, NULL);
}
