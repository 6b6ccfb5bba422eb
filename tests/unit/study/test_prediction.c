// Predictive intervals of shares.
#include "vrosim/study/prediction.h"

#include "near.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

// Of one sample of the parameters.
static vro_limits predict_share(double logit, double sd, double n) {
    double room[VRO_PREDICTION_NODES];
    const vro_normal_mixture logits = {&logit, &sd, 1};
    return vro_prediction_share(&logits, n, room);
}

// Without variation between studies: the quantiles of the binomial distribution.
static void without_variation_it_is_binomial(void **state) {
    (void)state;
    const double p = 0.3, n = 50;
    const vro_limits limits = predict_share(log(p / (1 - p)), 0, n);
    const unsigned lower = (unsigned)lround(limits.lower * n),
                   upper = (unsigned)lround(limits.upper * n);
    assert_true(gsl_cdf_binomial_P(lower, p, 50) > 0.025);
    assert_true(gsl_cdf_binomial_P(lower - 1, p, 50) <= 0.025);
    assert_true(gsl_cdf_binomial_P(upper, p, 50) > 0.975);
    assert_true(gsl_cdf_binomial_P(upper - 1, p, 50) <= 0.975);
}

// Of 20,000 studies at a fixed seed at least 95 % lie inside, less 4 standard errors (0.6 points; a
// false alarm in 30,000 runs), and not much more than the discrete tails allow.
static void it_holds_95_percent_of_studies_like_it(void **state) {
    (void)state;
    enum { STUDIES = 20000 };
    const double logit = -1.2, sd = 0.4;
    const unsigned n = 120;
    const vro_limits limits = predict_share(logit, sd, n);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int inside = 0;
    gsl_rng_set(rng, 7);
    for (int i = 0; i < STUDIES; i++) {
        const double p = 1 / (1 + exp(-(logit + gsl_ran_gaussian(rng, sd))));
        const double share = (double)gsl_ran_binomial(rng, p, n) / n;
        inside += share >= limits.lower && share <= limits.upper;
    }
    gsl_rng_free(rng);
    assert_true(inside >= 0.944 * STUDIES && inside <= 0.965 * STUDIES);
}

static void one_child_tells_nothing(void **state) {
    (void)state;
    const vro_limits limits = predict_share(0, 0.4, 1);
    assert_near(limits.lower, 0, 0);
    assert_near(limits.upper, 1, 0);
}

// Studies of children whose logit is either of two, as after two samples of the parameters: of
// 20,000 at a fixed seed 95 % lie inside, less 4 standard errors (a false alarm in 30,000 runs).
static void it_holds_95_percent_of_studies_over_the_samples(void **state) {
    (void)state;
    enum { STUDIES = 20000 };
    const double centres[] = {-2, 0.5}, sds[] = {0.1, 0.4};
    const unsigned n = 120;
    double *room = calloc(2 * VRO_PREDICTION_NODES, sizeof *room);
    const vro_normal_mixture logits = {centres, sds, 2};
    const vro_limits limits = vro_prediction_share(&logits, n, room);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int inside = 0;
    gsl_rng_set(rng, 7);
    for (int i = 0; i < STUDIES; i++) {
        const double logit = centres[i % 2] + gsl_ran_gaussian(rng, sds[i % 2]);
        const double share = (double)gsl_ran_binomial(rng, 1 / (1 + exp(-logit)), n) / n;
        inside += share >= limits.lower && share <= limits.upper;
    }
    gsl_rng_free(rng);
    free(room);
    assert_true(inside >= 0.944 * STUDIES && inside <= 0.965 * STUDIES);
}

static void numbers_have_the_quantiles_of_the_mixture(void **state) {
    (void)state;
    const double centres[] = {10, 0, 0}, sds[] = {2, 1, 1};
    const vro_normal_mixture mixture = {centres, sds, 3}, one = {centres, sds, 1};
    const vro_limits limits = vro_prediction_number(&mixture), alone = vro_prediction_number(&one);
    assert_near(2 * gsl_cdf_ugaussian_P(limits.lower) + gsl_cdf_gaussian_P(limits.lower - 10, 2),
                3 * 0.025, 1e-9);
    assert_near(2 * gsl_cdf_ugaussian_Q(limits.upper) + gsl_cdf_gaussian_Q(limits.upper - 10, 2),
                3 * 0.025, 1e-9);
    assert_near(alone.lower, 10 - 2 * VRO_NORMAL_975, 1e-9);
    assert_near(alone.upper, 10 + 2 * VRO_NORMAL_975, 1e-9);
}

int test_prediction(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_variation_it_is_binomial),
        cmocka_unit_test(it_holds_95_percent_of_studies_like_it),
        cmocka_unit_test(one_child_tells_nothing),
        cmocka_unit_test(it_holds_95_percent_of_studies_over_the_samples),
        cmocka_unit_test(numbers_have_the_quantiles_of_the_mixture),
    };
    return cmocka_run_group_tests_name("prediction", tests, NULL, NULL);
}
