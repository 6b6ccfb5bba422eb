// Importance weights with a smoothed tail.
#include "vrosim/core/pareto_smoothing.h"

#include "near.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

enum { COUNT = 4000 };

// Log weights of a normal distribution with standard deviation `target`, drawn from a standard one.
static double *draw(double target) {
    double *weights = malloc(COUNT * sizeof *weights);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(weights);
    gsl_rng_set(rng, 11);
    for (size_t i = 0; i < COUNT; i++) {
        const double x = gsl_ran_gaussian(rng, 1);
        weights[i] = -0.5 * x * x / (target * target) + 0.5 * x * x;
    }
    gsl_rng_free(rng);
    return weights;
}

static double smooth(double *weights, double *shape) {
    vro_errors errors = {0};
    double sum = 0;
    assert_int_equal(vro_pareto_smooth(weights, COUNT, shape, &errors), VRO_OK);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(weights[i] >= 0);
        sum += weights[i];
    }
    assert_near(sum, 1, 1e-12);
    return vro_effective_size(weights, COUNT);
}

// Weights of a narrower target are bounded; those of one with sd s > 1 have a tail of shape
// 1 - 1 / s^2: 0.75 for s = 2 (within its standard error of about 0.1, here 3 of them).
static void the_shape_tells_how_heavy_the_tail_is(void **state) {
    (void)state;
    double shape, *light = draw(0.8), *heavy = draw(2);
    assert_true(smooth(light, &shape) > 0.7 * COUNT);
    assert_true(shape < 0.2);
    assert_true(smooth(heavy, &shape) < 0.5 * COUNT);
    assert_near(shape, 0.75, 0.3);
    free(light);
    free(heavy);
}

static void order_and_small_weights_stay(void **state) {
    (void)state;
    double shape, *weights = draw(1.3), *raw = draw(1.3);
    double ratio = NAN;
    (void)smooth(weights, &shape);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = i + 1; j < i + 3 && j < COUNT; j++)
            if (raw[i] < raw[j])
                assert_true(weights[i] <= weights[j] * (1 + 1e-12));
    for (size_t i = 0; i < 20; i++)
        if (raw[i] < 0.1) {
            if (isnan(ratio))
                ratio = weights[i] / exp(raw[i]);
            assert_near(weights[i] / exp(raw[i]), ratio, 1e-9 * ratio);
        }
    free(weights);
    free(raw);
}

static void equal_weights_are_worth_their_number(void **state) {
    (void)state;
    double weights[100] = {0}, shape;
    vro_errors errors = {0};
    assert_int_equal(vro_pareto_smooth(weights, 100, &shape, &errors), VRO_OK);
    assert_near(vro_effective_size(weights, 100), 100, 1e-9);
    assert_true(isinf(shape));
}

int test_pareto_smoothing(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shape_tells_how_heavy_the_tail_is),
        cmocka_unit_test(order_and_small_weights_stay),
        cmocka_unit_test(equal_weights_are_worth_their_number),
    };
    return cmocka_run_group_tests_name("pareto_smoothing", tests, NULL, NULL);
}
