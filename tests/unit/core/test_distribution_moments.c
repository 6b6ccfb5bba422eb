#include "vrosim/core/distribution_moments.h"

#include "distributions.h"
#include "vrosim/core/quantile.h"

#include <gsl/gsl_integration.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double a, double b, double error) {
    if (!(fabs(a - b) <= error))
        fail_msg("%.12g is not %.12g", a, b);
}

// Quantiles of a distribution about a centre, to a power.
typedef struct integrand {
    const vro_distribution *distribution;
    double centre;
    int power;
} integrand;

static double quantile_power(double p, void *context) {
    const integrand *self = context;
    const double value = p < 0.5 ? vro_quantile(self->distribution, p, false)
                                 : vro_quantile(self->distribution, 1 - p, true);
    return pow(value - self->centre, self->power);
}

// The mean of a power of X - mean is the integral of that of the quantiles; to 1e-7 of the sd's.
static double integrate(const vro_distribution *distribution, vro_distribution_moments moments,
                        int power) {
    integrand self = {distribution, moments.mean, power};
    gsl_function function = {quantile_power, &self};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(1000);
    double result, error;
    gsl_integration_qags(&function, 0, 1, 1e-7 * pow(moments.sd, power), 0, 1000, space, &result,
                         &error);
    gsl_integration_workspace_free(space);
    return result;
}

static void moments_are_those_of_the_quantiles(void **state) {
    (void)state;
    for (size_t i = 1; i < sizeof ORDINARY_DISTRIBUTIONS / sizeof *ORDINARY_DISTRIBUTIONS; i++) {
        const vro_distribution *distribution = &ORDINARY_DISTRIBUTIONS[i];
        const vro_distribution_moments moments = vro_distribution_moments_of(distribution);
        assert_near(integrate(distribution, moments, 1), 0, 1e-6 * moments.sd);
        assert_near(sqrt(integrate(distribution, moments, 2)), moments.sd, 1e-6 * moments.sd);
    }
}

static void a_fixed_number_does_not_spread(void **state) {
    (void)state;
    const vro_distribution fixed = {VRO_DISTRIBUTION_FIXED, 12.5, NAN, NAN, NAN};
    assert_true(vro_distribution_moments_of(&fixed).mean == 12.5);
    assert_true(vro_distribution_moments_of(&fixed).sd == 0);
}

// normal(6, 3) on 5 to 9: with phi and Phi at -1/3 and 1 the mean is 6 + 3 (phi(-1/3) - phi(1)) /
// (Phi(1) - Phi(-1/3)).
static void truncation_moves_the_mean(void **state) {
    (void)state;
    const vro_distribution cut = {VRO_DISTRIBUTION_NORMAL, 6, 3, 5, 9};
    const double mass = gsl_cdf_ugaussian_P(1) - gsl_cdf_ugaussian_P(-1.0 / 3);
    const double heights = gsl_ran_ugaussian_pdf(-1.0 / 3) - gsl_ran_ugaussian_pdf(1);
    const double mean = vro_distribution_moments_of(&cut).mean;
    assert_near(mean, 6 + 3 * heights / mass, 1e-9);
    assert_near(mean, 6.86, 0.005);
}

// Far out the tail of a normal falls off as an exponential: from 7 on, E[z] = 7 + 1/7 - 2/7^3 +
// ...; in a window too narrow for that it is nearly uniform.
static void windows_far_out_are_followed(void **state) {
    (void)state;
    const vro_distribution open = {VRO_DISTRIBUTION_NORMAL, 0, 1, 7, NAN};
    const double exact = gsl_ran_ugaussian_pdf(7) / gsl_cdf_ugaussian_Q(7);
    assert_near(vro_distribution_moments_of(&open).mean, exact, 1e-9);
    const vro_distribution narrow = {VRO_DISTRIBUTION_NORMAL, 0, 1, -7.0001, -7};
    assert_near(vro_distribution_moments_of(&narrow).mean, -7.00005, 1e-8);
    assert_near(vro_distribution_moments_of(&narrow).sd, 1e-4 / sqrt(12), 1e-8);
}

int test_distribution_moments(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_those_of_the_quantiles),
        cmocka_unit_test(a_fixed_number_does_not_spread),
        cmocka_unit_test(truncation_moves_the_mean),
        cmocka_unit_test(windows_far_out_are_followed),
    };
    return cmocka_run_group_tests_name("distribution_moments", tests, NULL, NULL);
}
