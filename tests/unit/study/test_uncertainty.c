// Which estimates are uncertain, which cells share one, and what no family can hold.
#include "vrosim/study/uncertainty.h"

#include "uncertain.h"

#include "vrosim/input/row.h"

#include <stdlib.h>
#include <string.h>

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

static void without_standard_errors_nothing_is_uncertain(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 0);
    vro_uncertainty_free(&self);
    vro_uncertainty_free(&self);
}

static void cells_that_agree_share_one_parameter(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 1);
    assert_string_equal(self.parameters[0].name, "loss.hazard");
    assert_int_equal(self.parameters[0].level, VRO_ALL_LEVELS);
    assert_int_equal(self.parameters[0].family, VRO_LOGNORMAL);
    assert_int_equal(vro_uncertainty_find(&self, "loss.hazard"), 0);
    assert_int_equal(vro_uncertainty_find(&self, "loss.angle"), 1);
    assert_string_equal(vro_uncertainty_suggest(&self, "loss.hazzard").text,
                        "; the nearest is 'loss.hazard'");
    vro_uncertainty_free(&self);
}

static void levels_that_differ_have_parameters_of_their_own(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_MIGRATION_RATE, 4, 1);
    for (size_t strategy = 0; strategy < scenario->strategies; strategy++) {
        uncertain_cell(scenario, strategy, 2, VRO_MIGRATION_RATE)->distribution.value = 5;
        uncertain_cell(scenario, strategy, 3, VRO_MIGRATION_RATE)->se = 0;
    }
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 4);
    assert_string_equal(self.parameters[0].name, "migration.rate.gmfcs_1");
    assert_string_equal(self.parameters[2].name, "migration.rate.gmfcs_3");
    assert_string_equal(self.parameters[3].name, "migration.rate.gmfcs_5");
    vro_uncertainty_free(&self);
}

// A strategy with a row of its own: the others go on sharing theirs.
static void strategies_that_agree_share_one_parameter(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    for (size_t level = 0; level < VRO_LEVELS; level++)
        uncertain_cell(scenario, 1, level, VRO_LOSS_HAZARD)->distribution.value = 0.002;
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 2);
    assert_string_equal(self.parameters[0].name, "loss.hazard.soft_tissue");
    assert_string_equal(self.parameters[1].name, "loss.hazard.vro");
    const double values[] = {0.01, 0.02};
    vro_parameter_sample_apply(&self, values, scenario->cells);
    for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
        assert_near(vro_scenario_value(scenario, strategy, 4, VRO_LOSS_HAZARD),
                    strategy == 1 ? 0.02 : 0.01, 0);
    vro_uncertainty_free(&self);
}

// Beta distribution of sd 0.3 between 0 and 1: its mean m must have 0.09 < m (1 - m), so 0.1 < m <
// 0.9.
static void limits_are_those_of_the_parameter_and_of_its_distribution(void **state) {
    vro_scenario *scenario = *state;
    uncertain_set(scenario, VRO_SURGERY_REDUCTION_PELVIC,
                  (vro_distribution){VRO_DISTRIBUTION_BETA, 0.6, 0.3, NAN, NAN}, 0.1);
    uncertain_set(scenario, VRO_HEALING_TIME,
                  (vro_distribution){VRO_DISTRIBUTION_PERT, 10, NAN, 7, 16}, 1);
    uncertain_fix(scenario, VRO_LOSS_ROTATION, 5, 1);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 3);
    assert_string_equal(self.parameters[0].name, "surgery.reduction_pelvic");
    assert_near(self.parameters[0].lower, 0.1, 1e-9);
    assert_near(self.parameters[0].upper, 0.9, 1e-9);
    assert_near(self.parameters[1].lower, 7, 1e-9);
    assert_near(self.parameters[1].upper, 16, 1e-9);
    assert_near(self.parameters[2].lower, -180, 0);
    assert_near(self.parameters[2].upper, 180, 0);
    vro_uncertainty_free(&self);
}

// A uniform distribution from 0.5 to 0.9 has the middle 0.7, which may be from -0.8 to 1.8 where
// its ends may be from -1 to 2.
static void the_middle_of_a_uniform_distribution_moves_and_its_width_stays(void **state) {
    vro_scenario *scenario = *state;
    uncertain_set(scenario, VRO_SURGERY_REDUCTION_PELVIC,
                  (vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0.5, 0.9}, 0.1);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 1);
    assert_near(self.parameters[0].value, 0.7, 1e-15);
    assert_near(self.parameters[0].se, 0.1, 0);
    assert_near(self.parameters[0].lower, -0.8, 1e-12);
    assert_near(self.parameters[0].upper, 1.8, 1e-12);
    vro_scenario changed = *scenario;
    changed.cells = calloc(scenario->strategies, VRO_CELLS_OF_STRATEGY * sizeof *changed.cells);
    assert_non_null(changed.cells);
    for (size_t i = 0; i < 1000; i++)
        vro_uncertainty_set(&self, 0, (double)i * 1e-3, changed.cells);
    vro_uncertainty_set(&self, 0, 0.8, changed.cells);
    const vro_distribution *moved =
        &uncertain_cell(&changed, 1, 4, VRO_SURGERY_REDUCTION_PELVIC)->distribution;
    assert_near(moved->min, 0.6, 1e-15);
    assert_near(moved->max, 1, 1e-15);
    assert_true(isnan(moved->value));
    free(changed.cells);
    vro_uncertainty_free(&self);
}

// Shares 0.2 with standard errors 0.04: as if 0.2 * 0.8 / 0.04^2 - 1 = 99 children were counted.
static void the_case_mix_is_as_good_as_counted(void **state) {
    vro_scenario *scenario = *state;
    uncertain_fix(scenario, VRO_POPULATION_GMFCS, 2, 0.4);
    vro_uncertainty self = uncertain_list(scenario);
    assert_int_equal(self.count, 5);
    assert_near(self.mix_size, 99, 1e-9);
    assert_string_equal(self.parameters[4].name, "population.gmfcs.gmfcs_5");
    assert_near(self.parameters[4].value, 0.2, 1e-15);
    assert_near(self.parameters[4].se, 0.04, 1e-12);
    vro_uncertainty_free(&self);
}

static void standard_errors_that_fit_no_distribution_are_all_named(void **state) {
    vro_scenario *scenario = *state;
    vro_errors errors = {0};
    vro_uncertainty self;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0, 0.1);
    uncertain_fix(scenario, VRO_COMPLICATION_AVN, 0.02, 0.15);
    uncertain_fix(scenario, VRO_PLAN_SPICA, 1, 0.1);
    uncertain_fix(scenario, VRO_POPULATION_GMFCS, 0.2, 0.9);
    assert_int_equal(vro_uncertainty_init(&self, scenario, VRO_UNCERTAIN_ESTIMATES, &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 4);
    assert_non_null(strstr(errors.faults[0].text, "population.gmfcs"));
    assert_non_null(strstr(errors.faults[1].text, "plan.spica"));
    assert_non_null(strstr(errors.faults[2].text, "loss.hazard (value 0)"));
    assert_non_null(strstr(errors.faults[3].text, "complication.avn"));
    assert_int_equal(self.count, 0);
    vro_errors_free(&errors);
}

static void every_standard_error_of_the_default_fits(void **state) {
    (void)state;
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario, NULL, &errors), VRO_OK);
    vro_uncertainty self = uncertain_list(&scenario);
    assert_true(self.count >= 30);
    for (size_t i = 0; i < self.count; i++) {
        assert_true(self.parameters[i].lower <= self.parameters[i].value);
        assert_true(self.parameters[i].value <= self.parameters[i].upper);
    }
    vro_uncertainty_free(&self);
    vro_scenario_free(&scenario);
}

// Names do not depend on what else is listed; optional parameters that no table gives are no
// estimates.
static void every_estimate_of_a_table_can_be_listed(void **state) {
    vro_scenario *scenario = *state;
    vro_errors errors = {0};
    vro_uncertainty all;
    uncertain_fix(scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    uncertain_set(scenario, VRO_LENGTH_OVERGROWTH,
                  (vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 2}, 0);
    assert_int_equal(vro_uncertainty_init(&all, scenario, VRO_ALL_ESTIMATES, &errors), VRO_OK);
    vro_uncertainty self = uncertain_list(scenario);
    const size_t hazard = vro_uncertainty_find(&all, "loss.hazard");
    assert_string_equal(all.parameters[hazard].name, self.parameters[0].name);
    assert_near(all.parameters[hazard].se, 0.001, 0);
    const size_t share = vro_uncertainty_find(&all, "population.gmfcs.gmfcs_4");
    assert_near(all.parameters[share].value, 0.33, 1e-12);
    assert_near(all.parameters[share].se, 0, 0);
    assert_true(vro_uncertainty_find(&all, "plan.osteotomy.vro") < all.count);
    assert_near(all.parameters[vro_uncertainty_find(&all, "length.overgrowth")].value, 1.5, 0);
    assert_int_equal(vro_uncertainty_find(&all, "cost.spica"), all.count);
    size_t uncertain = 0;
    for (size_t i = 0; i < all.count; i++)
        uncertain += all.parameters[i].se != 0;
    assert_int_equal(uncertain, 1);
    vro_uncertainty_free(&self);
    vro_uncertainty_free(&all);
}

int test_uncertainty(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_standard_errors_nothing_is_uncertain, open_scenario,
                                        close_scenario),
        cmocka_unit_test_setup_teardown(cells_that_agree_share_one_parameter, open_scenario,
                                        close_scenario),
        cmocka_unit_test_setup_teardown(levels_that_differ_have_parameters_of_their_own,
                                        open_scenario, close_scenario),
        cmocka_unit_test_setup_teardown(strategies_that_agree_share_one_parameter, open_scenario,
                                        close_scenario),
        cmocka_unit_test_setup_teardown(limits_are_those_of_the_parameter_and_of_its_distribution,
                                        open_scenario, close_scenario),
        cmocka_unit_test_setup_teardown(
            the_middle_of_a_uniform_distribution_moves_and_its_width_stays, open_scenario,
            close_scenario),
        cmocka_unit_test_setup_teardown(the_case_mix_is_as_good_as_counted, open_scenario,
                                        close_scenario),
        cmocka_unit_test_setup_teardown(standard_errors_that_fit_no_distribution_are_all_named,
                                        open_scenario, close_scenario),
        cmocka_unit_test_setup_teardown(every_estimate_of_a_table_can_be_listed, open_scenario,
                                        close_scenario),
        cmocka_unit_test(every_standard_error_of_the_default_fits),
    };
    return cmocka_run_group_tests_name("uncertainty", tests, NULL, NULL);
}
