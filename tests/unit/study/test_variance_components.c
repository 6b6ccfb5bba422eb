// The mean, the interval and the two variances of an outcome over samples.
#include "vrosim/study/variance_components.h"

#include "near.h"
#include "sigma.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <string.h>

enum { SAMPLES = 400 };

static const double WHOLE = 0.8, PART = 0.5, NOISE = 0.3; // standard deviations

static void equal_samples_have_exactly_their_value(void **state) {
    (void)state;
    vro_observation observations[7];
    double sorted[7];
    for (size_t i = 0; i < 7; i++) {
        observations[i] = (vro_observation){.value = 0.1, .variance = 0.003};
        for (int batch = 0; batch < VRO_BATCHES; batch++)
            observations[i].batches[batch] = 0.1f + 0.01f * (float)batch;
    }
    const vro_variance_components components =
        vro_variance_components_make(observations, 1, 7, sorted);
    assert_near(components.value, 0.1, 0);
    assert_near(components.lower, 0.1, 0);
    assert_near(components.upper, 0.1, 0);
    assert_near(components.monte_carlo, 0.003, 0);
    assert_near(components.parameter, 0, 0);
    assert_near(components.parameter_se, 0, 0);
    assert_near(components.se, sqrt(0.003), 0);
    assert_near(components.share, 1, 0);
    assert_int_equal(components.samples, 7);
}

// Type 7: the quantile p of n values stands at place p (n - 1) from 0. 41 values: 1 and 39.
static void the_interval_holds_the_middle_of_the_samples(void **state) {
    (void)state;
    vro_observation observations[2 * 41] = {0};
    double sorted[41];
    for (size_t i = 0; i < 41; i++)
        observations[2 * i].value = (double)(i * 7 % 41) - 10;
    const vro_variance_components components =
        vro_variance_components_make(observations, 2, 41, sorted);
    assert_near(components.lower, -9, 1e-12);
    assert_near(components.upper, 29, 1e-12);
    assert_near(components.value, 10, 1e-12);
    assert_near(components.below, 10.5 / 41, 1e-15); // one stands at 0
}

// The outcome in a sample: a parameter's effect m, the same noise of each batch in all samples, the
// same noise times the parameter, and noise of its own.
static vro_variance_components simulate(gsl_rng *random, double shared, double alike, double own) {
    static vro_observation observations[SAMPLES];
    static double sorted[SAMPLES];
    double fixed[VRO_BATCHES], slope[VRO_BATCHES];
    for (int batch = 0; batch < VRO_BATCHES; batch++) {
        fixed[batch] = gsl_ran_gaussian(random, shared);
        slope[batch] = gsl_ran_gaussian(random, alike);
    }
    for (size_t i = 0; i < SAMPLES; i++) {
        const double m = gsl_ran_gaussian(random, WHOLE);
        double sum = 0;
        for (int batch = 0; batch < VRO_BATCHES; batch++) {
            const double x = m * (1 + slope[batch]) + fixed[batch] + gsl_ran_gaussian(random, own);
            observations[i].batches[batch] = (float)x;
            sum += x;
        }
        observations[i].value = sum / VRO_BATCHES;
        observations[i].variance = (shared * shared + own * own) / VRO_BATCHES;
    }
    return vro_variance_components_make(observations, 1, SAMPLES, sorted);
}

// 300 times: the mean of the estimates is the variance that was put in, at five standard errors,
// and their own standard errors are as large as their spread, to a fifth. False alarms: 2e-6 for
// the means; of the spread, of which the relative error is about 1 / sqrt(2 * 300) = 0.04, fewer.
static void assert_recovers(double shared, double alike, double own) {
    enum { TIMES = 300 };
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    sigma_sample estimates = {.name = "parameter variance", .mean = WHOLE * WHOLE};
    double errors = 0;
    gsl_rng_set(random, 5);
    for (int i = 0; i < TIMES; i++) {
        const vro_variance_components components = simulate(random, shared, alike, own);
        assert_near(components.monte_carlo, (shared * shared + own * own) / VRO_BATCHES, 1e-12);
        sigma_add(&estimates, components.parameter);
        errors += components.parameter_se * components.parameter_se / TIMES;
    }
    const double mean = estimates.powers[1] / TIMES;
    const double spread = estimates.powers[2] / TIMES - mean * mean;
    print_message("standard error %.4f, spread %.4f\n", sqrt(errors), sqrt(spread));
    sigma_assert_distance(estimates.name, mean, sqrt(spread / TIMES));
    assert_near(sqrt(errors / spread), 1, 0.2);
    gsl_rng_free(random);
}

static void the_variances_put_in_are_found_again(void **state) {
    (void)state;
    assert_recovers(0, 0, PART);
}

static void noise_that_all_samples_share_is_no_parameter_variance(void **state) {
    (void)state;
    assert_recovers(10, 0, NOISE);
}

static void children_who_react_otherwise_show_in_the_standard_error(void **state) {
    (void)state;
    assert_recovers(PART, 0.4, NOISE);
}

static void an_undefined_sample_is_left_out(void **state) {
    (void)state;
    vro_observation observations[3] = {0};
    double sorted[3];
    observations[0].value = 2;
    observations[1].value = NAN;
    observations[1].batches[0] = NAN;
    observations[2].value = 4;
    vro_variance_components components = vro_variance_components_make(observations, 1, 3, sorted);
    assert_int_equal(components.samples, 2);
    assert_near(components.value, 3, 0);
    assert_near(components.parameter, 0, 0);
    observations[0].batches[7] = NAN;
    components = vro_variance_components_make(observations, 1, 3, sorted);
    assert_true(isnan(components.parameter) && isnan(components.share));
    for (size_t i = 0; i < 3; i++)
        observations[i].value = NAN;
    components = vro_variance_components_make(observations, 1, 3, sorted);
    assert_int_equal(components.samples, 0);
    assert_true(isnan(components.value) && isnan(components.lower) && isnan(components.upper));
}

static void noise_beyond_a_tenth_calls_for_more_children(void **state) {
    (void)state;
    assert_string_equal(vro_variance_components_advice(&(vro_variance_components){
                            .monte_carlo = 1, .parameter = 9, .share = 0.1}),
                        "more samples");
    assert_string_equal(vro_variance_components_advice(&(vro_variance_components){
                            .monte_carlo = 1.1, .parameter = 9, .share = 1.1 / 10.1}),
                        "more children");
    assert_string_equal(vro_variance_components_advice(&(vro_variance_components){
                            .monte_carlo = 1, .parameter = NAN, .share = NAN}),
                        "more children");
    assert_string_equal(vro_variance_components_advice(&(vro_variance_components){
                            .monte_carlo = 0, .parameter = 0, .share = NAN}),
                        "");
}

int test_variance_components(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_samples_have_exactly_their_value),
        cmocka_unit_test(the_interval_holds_the_middle_of_the_samples),
        cmocka_unit_test(the_variances_put_in_are_found_again),
        cmocka_unit_test(noise_that_all_samples_share_is_no_parameter_variance),
        cmocka_unit_test(children_who_react_otherwise_show_in_the_standard_error),
        cmocka_unit_test(an_undefined_sample_is_left_out),
        cmocka_unit_test(noise_beyond_a_tenth_calls_for_more_children),
    };
    return cmocka_run_group_tests_name("variance_components", tests, NULL, NULL);
}
