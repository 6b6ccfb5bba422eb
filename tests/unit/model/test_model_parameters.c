// A strategy at a level in numbers: probabilities as limits on draws, visits, exposures.
#include "vrosim/model/model_parameters.h"

#include "near.h"
#include "small_model.h"

#include <gsl/gsl_integration.h>
#include <stdlib.h>

// u < p for the draw x, exactly: x + 0.5 and 2^32 p are doubles without rounding.
static bool below(uint32_t x, double p) {
    return x + 0.5 < ldexp(p, 32);
}

static void a_bernoulli_is_exactly_u_below_p(void **state) {
    (void)state;
    const double probabilities[] = {0x1p-32, 0x1.8p-32, 1e-9, 0.005,      0.1,
                                    1.0 / 3, 0.5,       0.81, 1 - 0x1p-31};
    for (size_t i = 0; i < sizeof probabilities / sizeof probabilities[0]; i++) {
        const vro_bernoulli bernoulli = vro_bernoulli_of(probabilities[i]);
        assert_int_equal(bernoulli.possible, 1);
        assert_true(below(bernoulli.limit, probabilities[i]));
        assert_false(below(bernoulli.limit + 1, probabilities[i]));
        assert_int_equal(vro_happens(bernoulli.limit, bernoulli), 1);
        assert_int_equal(vro_happens(bernoulli.limit + 1, bernoulli), 0);
    }
}

static void a_bernoulli_of_0_never_and_of_1_always_happens(void **state) {
    (void)state;
    const uint32_t uniforms[] = {0, 1, UINT32_C(0x80000000), UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(vro_happens(uniforms[i], vro_bernoulli_of(0)), 0);
        assert_int_equal(vro_happens(uniforms[i], vro_bernoulli_of(0x1p-33)),
                         0); // below the least u
        assert_int_equal(vro_happens(uniforms[i], vro_bernoulli_of(1)), 1);
    }
}

// Fixed parameters as numbers, correlated distributions as tables over a score, the others over a
// draw.
static void every_parameter_has_its_form(void **state) {
    small_model *small = *state;
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_model_parameters *parameters = small_model_parameters(small, 0, 3);
        const vro_distribution *distribution =
            &vro_scenario_cell(&small->scenario, 0, 3, (vro_parameter_id)id)->distribution;
        if (vro_dictionary_row((vro_parameter_id)id)->distributions != VRO_ANY_DISTRIBUTION)
            assert_near(parameters->number[id], distribution->value,
                        fabs(distribution->value) * 1e-7);
        else if (parameters->score[id])
            assert_true(vro_distribution_equal(&parameters->score[id]->distribution, distribution));
        else
            assert_true(
                vro_distribution_equal(&parameters->distribution[id]->distribution, distribution));
    }
    assert_non_null(small_model_parameters(small, 0, 3)->score[VRO_ANATOMY_MIGRATION_OTHER]);
    assert_null(small_model_parameters(small, 0, 3)->distribution[VRO_ANATOMY_MIGRATION_OTHER]);
}

static void rates_come_from_half_times_and_refusals_from_acceptance(void **state) {
    const vro_model_parameters *parameters = small_model_parameters(*state, 0, 0);
    const double c = 0.022, k = M_LN2 / 3, m = M_LN2 / 6;
    assert_near(parameters->rates.c, c, 1e-8);
    assert_near(parameters->rates.k, k, 1e-7);
    assert_near(parameters->rates.m, m, 1e-7);
    assert_near(parameters->rates.over_c, 1 / c, 1e-5);
    assert_near(parameters->rates.over_cm, 1 / (c + m), 1e-6);
    assert_near(parameters->rates.over_ck, 1 / (c + k), 1e-6);
    assert_near(parameters->rates.over_ckm, 1 / (c + k + m), 1e-6);
    assert_near(parameters->rates.flat, 0, 0);
    assert_near(parameters->visits_per_refusal, 1 / M_LN2, 1e-6);                // half accept
    assert_near(small_model_parameters(*state, 0, 1)->visits_per_refusal, 0, 0); // all accept
    assert_int_equal(
        small_model_parameters(*state, 0, 2)->bernoulli[VRO_RESCUE_ACCEPTANCE].possible, 0);
}

// Visits of the earliest phase are at half an interval, one and a half, and so on.
static void a_visit_at_the_horizon_is_one_however_it_rounds(void **state) {
    assert_int_equal(small_model_parameters(*state, 0, 0)->visits, 20); // 9.75 y, then 10.25
    assert_int_equal(small_model_parameters(*state, 0, 1)->visits, 3);  // 0.25 / 0.1 = 2.5
    assert_int_equal(small_model_parameters(*state, 0, 2)->visits, 0);  // 0.2 / 0.5
}

static void chances_are_those_with_which_rare_events_are_drawn(void **state) {
    const vro_rare_chances *chances = &small_model_parameters(*state, 0, 0)->chances;
    const double one = 0x1p32;
    assert_int_equal(chances->each[VRO_RARE_INFECTION], 0x40000000);
    assert_int_equal(chances->each[VRO_RARE_FRACTURE], 0x80000000);
    assert_int_equal(chances->each[VRO_RARE_AVN], 0);
    assert_int_equal(chances->each[VRO_RARE_PRESSURE_SORE], 0x100000000);
    assert_int_equal(chances->each[VRO_RARE_DEATH], 0x20000000);
    assert_near((double)chances->natural_death / one, 1 - exp(-0.03 * 10), 1e-9);
    const vro_rare_chances *shorter = &small_model_parameters(*state, 0, 1)->chances;
    assert_near((double)shorter->natural_death / one, 1 - exp(-0.03 * 0.25), 1e-9);
}

static double falling(double s, void *rate) {
    return exp(-*(const double *)rate * s);
}

static double integral_by_gsl(double rate, double time) {
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(100);
    double value = 0, error = 0;
    gsl_function function = {falling, &rate};
    gsl_integration_qag(&function, 0, time, 0, 1e-10, 100, GSL_INTEG_GAUSS21, workspace, &value,
                        &error);
    gsl_integration_workspace_free(workspace);
    return value;
}

// At every visit of phase 0, one beyond follow-up included, and at its end.
static void assert_exposures(const vro_model_parameters *parameters, double c, double k, double m) {
    for (size_t n = 0; n <= parameters->visits + 1; n++) {
        const bool whole = n > parameters->visits;
        const double visit = ((double)n + 0.5) * parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
        const double time = whole ? parameters->number[VRO_FOLLOWUP_HORIZON] : visit;
        const vro_exposure *at = whole ? &parameters->whole : &parameters->visit[n];
        assert_near(at->plain, integral_by_gsl(c, time), 1e-6 * time);
        assert_near(at->release, integral_by_gsl(c + m, time), 1e-6 * time);
        assert_near(at->rebound, integral_by_gsl(c + k, time), 1e-6 * time);
        assert_near(at->both, integral_by_gsl(c + k + m, time), 1e-6 * time);
    }
}

static void exposures_are_the_integrals_up_to_each_visit(void **state) {
    assert_exposures(small_model_parameters(*state, 0, 0), 0.022, M_LN2 / 3, M_LN2 / 6);
}

static void where_age_has_no_effect_exposure_is_time(void **state) {
    const vro_model_parameters *parameters = small_model_parameters(*state, 0, 3);
    assert_exposures(parameters, 0, M_LN2 / 3, M_LN2 / 6);
    assert_near(parameters->visit[20].plain, 10.25, 1e-6);
    assert_near(parameters->rates.flat, 1, 0);
    assert_near(parameters->rates.over_c, 0, 0);
}

static void a_freed_parameters_can_be_freed_again(void **state) {
    (void)state;
    vro_model_parameters parameters = {0};
    parameters.visit = malloc(sizeof *parameters.visit);
    vro_model_parameters_free(&parameters);
    assert_null(parameters.visit);
    vro_model_parameters_free(&parameters);
}

static int open_model(void **state) {
    static small_model small;
    small_model_open(&small, "vro",
                     "rescue.acceptance,fixed,0.5\n"
                     "rescue.acceptance,fixed,1,,,,,2\n"
                     "rescue.acceptance,fixed,0,,,,,3\n"
                     "migration.age_log_ratio,fixed,0.022\n"
                     "followup.horizon,fixed,0.25,,,,,2\n"
                     "followup.visit_interval,fixed,0.1,,,,,2\n"
                     "followup.horizon,fixed,0.2,,,,,3\n"
                     "migration.age_log_ratio,fixed,0,,,,,4\n"
                     "complication.infection,fixed,0.25\n"
                     "complication.fracture,fixed,0.5\n"
                     "complication.avn,fixed,0\n"
                     "complication.pressure_sore,fixed,1\n"
                     "mortality.operation,fixed,0.125\n"
                     "mortality.rate,fixed,0.03\n");
    *state = &small;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

int test_model_parameters(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bernoulli_is_exactly_u_below_p),
        cmocka_unit_test(a_bernoulli_of_0_never_and_of_1_always_happens),
        cmocka_unit_test(every_parameter_has_its_form),
        cmocka_unit_test(rates_come_from_half_times_and_refusals_from_acceptance),
        cmocka_unit_test(a_visit_at_the_horizon_is_one_however_it_rounds),
        cmocka_unit_test(chances_are_those_with_which_rare_events_are_drawn),
        cmocka_unit_test(exposures_are_the_integrals_up_to_each_visit),
        cmocka_unit_test(where_age_has_no_effect_exposure_is_time),
        cmocka_unit_test(a_freed_parameters_can_be_freed_again),
    };
    return cmocka_run_group_tests_name("model_parameters", tests, open_model, close_model);
}
