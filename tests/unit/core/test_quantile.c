// Quantiles against GSL's distribution functions and against the moments of their distributions.
#include "vrosim/core/quantile.h"

#include "distributions.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const double TAIL_ERROR = 1e-8;    // relative, of the tail found at a quantile
static const double BETWEEN_ERROR = 3e-8; // the same, of one found between others
static const double MOMENT_ERROR = 1e-7;  // of the sd; the integrals are asked for 1e-10

static double tail_of_normal(const vro_distribution *distribution, double x, bool upper) {
    const double low = distribution_least(distribution), high = distribution_greatest(distribution),
                 mean = distribution->value, sd = distribution->sd;
    const double from = upper ? x : low, to = upper ? high : x;
    if (low > mean)
        return (gsl_cdf_gaussian_Q(from - mean, sd) - gsl_cdf_gaussian_Q(to - mean, sd)) /
               (gsl_cdf_gaussian_Q(low - mean, sd) - gsl_cdf_gaussian_Q(high - mean, sd));
    const double mass = gsl_cdf_gaussian_P(high - mean, sd) - gsl_cdf_gaussian_P(low - mean, sd);
    if (upper && x > mean)
        return (gsl_cdf_gaussian_Q(from - mean, sd) - gsl_cdf_gaussian_Q(to - mean, sd)) / mass;
    return (gsl_cdf_gaussian_P(to - mean, sd) - gsl_cdf_gaussian_P(from - mean, sd)) / mass;
}

static double tail_of_lognormal(const vro_distribution *distribution, double x, bool upper) {
    const double variance = log1p(gsl_pow_2(distribution->sd / distribution->value));
    const double zeta = log(distribution->value) - variance / 2;
    return upper ? gsl_cdf_lognormal_Q(x, zeta, sqrt(variance))
                 : gsl_cdf_lognormal_P(x, zeta, sqrt(variance));
}

// The mass below x of a gamma distribution of scale 1 and a shape above 1e5, where GSL's is wrong
// by up to 2e-6: P(x) = x^a e^-x / Gamma(a + 1) (1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ...).
static double mass_below_of_large_gamma(double x, double shape) {
    long double term = 1, sum = 1;
    for (long k = 1; term > 1e-20L * sum; k++) {
        term *= (long double)x / (shape + (long double)k);
        sum += term;
    }
    return (double)(expl(shape * logl(x) - x - lgammal((long double)shape + 1)) * sum);
}

static double tail_of_gamma(const vro_distribution *distribution, double x, bool upper) {
    const double shape = gsl_pow_2(distribution->value / distribution->sd),
                 scale = gsl_pow_2(distribution->sd) / distribution->value;
    if (shape > 1e5 && !upper)
        return mass_below_of_large_gamma(x / scale, shape);
    return upper ? gsl_cdf_gamma_Q(x, shape, scale) : gsl_cdf_gamma_P(x, shape, scale);
}

static double tail_of_unit_beta(const vro_distribution *distribution, double x,
                                const double shapes[2], bool upper) {
    const double low = distribution_least(distribution), high = distribution_greatest(distribution);
    const double place = fmin(fmax((x - low) / (high - low), 0), 1);
    // Q(x; a, b) is P(1 - x; b, a), and 1 - x has full precision as the distance to the end
    const double rest = fmin(fmax((high - x) / (high - low), 0), 1);
    return upper ? gsl_cdf_beta_P(rest, shapes[1], shapes[0])
                 : gsl_cdf_beta_P(place, shapes[0], shapes[1]);
}

static double tail_of_beta(const vro_distribution *distribution, double x, bool upper) {
    const double range = distribution_greatest(distribution) - distribution_least(distribution),
                 mean = (distribution->value - distribution_least(distribution)) / range;
    const double sum = mean * (1 - mean) / gsl_pow_2(distribution->sd / range) - 1;
    return tail_of_unit_beta(distribution, x, (double[]){mean * sum, (1 - mean) * sum}, upper);
}

static double tail_of_pert(const vro_distribution *distribution, double x, bool upper) {
    const double range = distribution->max - distribution->min;
    const double rising = 4 * (distribution->value - distribution->min) / range;
    return tail_of_unit_beta(distribution, x, (double[]){1 + rising, 5 - rising}, upper);
}

static double tail_of_triangular(const vro_distribution *distribution, double x, bool upper) {
    const double range = distribution->max - distribution->min;
    const double below =
        gsl_pow_2(x - distribution->min) / (range * (distribution->value - distribution->min));
    const double above =
        gsl_pow_2(distribution->max - x) / (range * (distribution->max - distribution->value));
    if (x < distribution->value)
        return upper ? 1 - below : below;
    return upper ? above : 1 - above;
}

static double tail_of_uniform(const vro_distribution *distribution, double x, bool upper) {
    return upper ? gsl_cdf_flat_Q(x, distribution->min, distribution->max)
                 : gsl_cdf_flat_P(x, distribution->min, distribution->max);
}

typedef double tail_function(const vro_distribution *distribution, double x, bool upper);
static tail_function *const TAIL_OF[VRO_DISTRIBUTION_KINDS] = {
    [VRO_DISTRIBUTION_NORMAL] = tail_of_normal,
    [VRO_DISTRIBUTION_LOGNORMAL] = tail_of_lognormal,
    [VRO_DISTRIBUTION_GAMMA] = tail_of_gamma,
    [VRO_DISTRIBUTION_BETA] = tail_of_beta,
    [VRO_DISTRIBUTION_PERT] = tail_of_pert,
    [VRO_DISTRIBUTION_TRIANGULAR] = tail_of_triangular,
    [VRO_DISTRIBUTION_UNIFORM] = tail_of_uniform,
};

// The part of the mass below (above) x, clipped to the support.
static double tail_at(const vro_distribution *distribution, double x, bool upper) {
    if (x <= vro_distribution_lower(distribution))
        return upper;
    if (x >= vro_distribution_upper(distribution))
        return !upper;
    return TAIL_OF[distribution->kind](distribution, x, upper);
}

// What rounding may move a quantile x by: some units in the last place of x and of what it is the
// sum of; the least number that the search for a quantile on the positive axis tells from 0; and
// where GSL's own search fails, at the ends of a beta distribution, the 1e-13 of the bisection.
static double rounding(const vro_distribution *distribution, double x, bool upper) {
    const double range = distribution_greatest(distribution) - distribution_least(distribution);
    double summand = 0;
    if (distribution->kind == VRO_DISTRIBUTION_NORMAL)
        summand = fabs(distribution->value);
    if (distribution->kind == VRO_DISTRIBUTION_BETA || distribution->kind == VRO_DISTRIBUTION_PERT)
        summand = fabs(distribution_least(distribution)) + (upper ? range : 0);
    if (distribution->kind == VRO_DISTRIBUTION_TRIANGULAR ||
        distribution->kind == VRO_DISTRIBUTION_UNIFORM)
        summand = fabs(distribution->min) + fabs(distribution->max);
    return 16 * DBL_EPSILON * (fabs(x) + summand) + 1e-300 +
           (at_its_ends(distribution) ? 1e-13 * range : 0);
}

// The tails at both ends of what rounding leaves open hold the tail asked for between them.
// Returns by what part of it they miss it.
static double tail_error(const vro_distribution *distribution, double x, double tail, bool upper) {
    const double slack = rounding(distribution, x, upper);
    const double lower_side = tail_at(distribution, x - slack, upper);
    const double upper_side = tail_at(distribution, x + slack, upper);
    const double most = fmax(lower_side, upper_side), smallest = fmin(lower_side, upper_side);
    if (isnan(lower_side) || isnan(upper_side) || isnan(x))
        return INFINITY;
    return fmax(0, fmax(smallest / tail - 1, 1 - most / tail));
}

static void every_quantile_has_the_tail_that_was_asked_for(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_distribution *distribution = example_distribution(i);
        if (distribution->kind == VRO_DISTRIBUTION_FIXED)
            continue;
        double worst = 0;
        for (double tail = 0x1p-33; tail <= 0.5; tail *= pow(2, 0.125))
            for (int upper = 0; upper < 2; upper++)
                worst = fmax(worst,
                             tail_error(distribution, vro_quantile(distribution, tail, upper == 1),
                                        tail, upper));
        print_message("%s: tail error %.2g\n", describe_distribution(distribution).text, worst);
        assert_true(worst < TAIL_ERROR);
    }
}

// From 2^-33 to 1/2; near ones, as in tables, and ones far apart.
static void quantiles_found_one_after_the_other_have_their_tails(void **state) {
    (void)state;
    enum { MOST = 33 * 32 };
    double tails[MOST], values[MOST];
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_distribution *distribution = example_distribution(i);
        double worst = 0;
        for (int step = 1; step <= MOST && distribution->kind != VRO_DISTRIBUTION_FIXED;
             step *= 8) {
            const size_t count = (size_t)(MOST / step);
            for (size_t k = 0; k < count; k++)
                tails[k] = fmin(pow(2, (double)k * step / 32.0 - 33), 0.5);
            for (int upper = 0; upper < 2; upper++) {
                vro_quantiles(distribution, &(vro_tails){tails, count, upper == 1}, values);
                for (size_t k = 0; k < count; k++)
                    worst = fmax(worst, tail_error(distribution, values[k], tails[k], upper));
            }
        }
        print_message("%s: tail error %.2g\n", describe_distribution(distribution).text, worst);
        assert_true(worst < BETWEEN_ERROR);
    }
}

static void a_fixed_distribution_has_one_value(void **state) {
    (void)state;
    const vro_distribution distribution = {VRO_DISTRIBUTION_FIXED, -3.25, NAN, NAN, NAN};
    assert_true(vro_quantile(&distribution, 0x1p-33, false) == -3.25);
    assert_true(vro_quantile(&distribution, 0.5, false) == -3.25);
    assert_true(vro_quantile(&distribution, 0x1p-33, true) == -3.25);
    assert_true(vro_distribution_lower(&distribution) == -3.25 &&
                vro_distribution_upper(&distribution) == -3.25);
}

// The k-th of 2 HALF + 1 quantiles in increasing order, from tail 2^-33 below to 2^-33 above; the
// median is the middle one.
enum { HALF = 32 * 16 };
static double grid_quantile(const vro_distribution *distribution, int k) {
    const bool upper = k > HALF;
    const int steps = upper ? 2 * HALF - k : k; // from the nearer end
    return vro_quantile(distribution, pow(2, steps / 16.0 - 33), upper);
}

static void quantiles_are_finite_increase_and_stay_in_the_support(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_distribution *distribution = example_distribution(i);
        double last = -INFINITY;
        for (int k = 0; k <= 2 * HALF; k++) {
            const double x = grid_quantile(distribution, k);
            assert_true(isfinite(x));
            assert_true(x >= vro_distribution_lower(distribution) &&
                        x <= vro_distribution_upper(distribution));
            assert_true(x >= last - rounding(distribution, x, k > HALF));
            last = x;
        }
    }
}

typedef struct power {
    const vro_distribution *distribution;
    double centre;
    int exponent;
} power;

// Both tails' part in the integral of (quantile - centre)^exponent over u, with the tail
// u = exp(-s) / 2 so that both ends of (0, 1) are as fine as the middle.
static double power_at(double s, void *about) {
    const power *self = about;
    const double tail = 0.5 * exp(-s);
    const double low = vro_quantile(self->distribution, tail, false) - self->centre;
    const double high = vro_quantile(self->distribution, tail, true) - self->centre;
    return tail * (gsl_pow_int(low, self->exponent) + gsl_pow_int(high, self->exponent));
}

// The integral over tails from 1/2 down to exp(-120) / 2; absolute error below 1e-10 size.
static double integral(const vro_distribution *distribution, double centre, int exponent,
                       double size) {
    enum { INTERVALS = 500 };
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(INTERVALS);
    power about = {distribution, centre, exponent};
    const gsl_function function = {power_at, &about};
    double value, error;
    const int status = gsl_integration_qag(&function, 0, 120, 1e-10 * size, 0, INTERVALS,
                                           GSL_INTEG_GAUSS31, workspace, &value, &error);
    gsl_integration_workspace_free(workspace);
    if (status != 0)
        print_message("%s: %s, error %g\n", describe_distribution(distribution).text,
                      gsl_strerror(status), error);
    return value;
}

static void the_quantile_function_has_the_moments_of_the_table(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_distribution *distribution = example_distribution(i);
        if (distribution->kind == VRO_DISTRIBUTION_FIXED)
            continue;
        const distribution_moments expected = moments_of(distribution);
        const double shift = integral(distribution, expected.mean, 1, expected.sd) / expected.sd;
        const double square = integral(distribution, expected.mean, 2, gsl_pow_2(expected.sd));
        const double spread = sqrt(square) / expected.sd - 1;
        print_message("%s: mean %.2g sd off, sd %.2g\n", describe_distribution(distribution).text,
                      shift, spread);
        assert_true(fabs(shift) < MOMENT_ERROR);
        assert_true(fabs(spread) < MOMENT_ERROR);
    }
}

static int handled; // calls of the handler below

static void count_errors(const char *reason, const char *file, int line, int number) {
    print_message("%s:%d: %s (%d)\n", file, line, reason, number);
    handled++;
}

static void assert_quantiles_without_error(const vro_distribution *distribution) {
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    if (vro_distribution_check(distribution, faults) > 0)
        return;
    for (double tail = 0x1p-52; tail <= 0.5; tail *= 8)
        for (int upper = 0; upper < 2; upper++)
            assert_false(isnan(vro_quantile(distribution, tail, upper == 1)));
    if (handled > 0)
        fail_msg("%s reaches GSL's error handler", describe_distribution(distribution).text);
}

// A program that uses the library may have left GSL's handler as it is: it ends the program.
static void no_valid_distribution_reaches_the_error_handler_of_gsl(void **state) {
    (void)state;
    gsl_error_handler_t *former = gsl_set_error_handler(count_errors);
    handled = 0;
    for (double spread = 1e-3; spread <= 1e3; spread *= 1.13)
        assert_quantiles_without_error(
            &(vro_distribution){VRO_DISTRIBUTION_GAMMA, 1, spread, NAN, NAN});
    for (double mean = 1e-6; mean < 1; mean = mean < 0.1 ? 10 * mean : mean + 0.15) {
        const double most = sqrt(mean * (1 - mean));
        for (double sd = 1e-3; sd < most; sd *= 1.5)
            assert_quantiles_without_error(
                &(vro_distribution){VRO_DISTRIBUTION_BETA, mean, sd, NAN, NAN});
        for (double gap = 0.1; gap > 1e-17; gap /= 10)
            assert_quantiles_without_error(
                &(vro_distribution){VRO_DISTRIBUTION_BETA, mean, most * (1 - gap), NAN, NAN});
    }
    gsl_set_error_handler(former);
}

// GSL's own quantile of a gamma distribution, by its search; NAN where the search failed.
static double gamma_quantile_of_gsl(double shape, double scale, double tail, bool upper) {
    const double x =
        upper ? gsl_cdf_gamma_Qinv(tail, shape, scale) : gsl_cdf_gamma_Pinv(tail, shape, scale);
    const double reached =
        upper ? gsl_cdf_gamma_Q(x, shape, scale) : gsl_cdf_gamma_P(x, shape, scale);
    return fabs(reached - tail) <= 1e-9 * tail ? x : NAN;
}

static void gamma_quantiles_are_the_bits_of_gsl_where_its_search_succeeds(void **state) {
    (void)state;
    gsl_error_handler_t *former = gsl_set_error_handler_off();
    int compared = 0;
    for (double sd = 0.0033; sd <= 1e3; sd *= 1.03)
        for (double tail = 0x1p-33; tail <= 0.5; tail *= 1.5)
            for (int upper = 0; upper < 2; upper++) {
                const vro_distribution gamma = {VRO_DISTRIBUTION_GAMMA, 1, sd, NAN, NAN};
                const double expected =
                    gamma_quantile_of_gsl(gsl_pow_2(1 / sd), sd * sd, tail, upper == 1);
                if (isnan(expected))
                    continue;
                compared++;
                assert_true(vro_quantile(&gamma, tail, upper == 1) == expected);
            }
    gsl_set_error_handler(former);
    assert_true(compared > 20000);
}

// Twelve digits and symmetry; 1.959963984540054 is the normal quantile of 0.975.
static void normal_scores_are_quantiles_to_twelve_digits(void **state) {
    (void)state;
    const uint32_t output = (uint32_t)(0.975 * 0x1p32);
    assert_true(fabs(vro_quantile_normal_score(output) - 1.959963984540054) < 1e-8);
    assert_true(vro_quantile_normal_score(0) == -vro_quantile_normal_score(UINT32_MAX));
    assert_true(vro_quantile_normal_score(UINT32_MAX) < 7);
    assert_true(fabs(vro_quantile_rounded(1.0 / 3) - 1.0 / 3) < 1e-12);
    assert_true(vro_quantile_rounded(1.0 / 3) != 1.0 / 3);
    assert_true(vro_quantile_rounded(nextafter(-1.0 / 3, 0)) == vro_quantile_rounded(-1.0 / 3));
    assert_true(vro_quantile_rounded(0) == 0);
}

int test_quantile(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quantile_has_the_tail_that_was_asked_for),
        cmocka_unit_test(quantiles_found_one_after_the_other_have_their_tails),
        cmocka_unit_test(a_fixed_distribution_has_one_value),
        cmocka_unit_test(quantiles_are_finite_increase_and_stay_in_the_support),
        cmocka_unit_test(the_quantile_function_has_the_moments_of_the_table),
        cmocka_unit_test(gamma_quantiles_are_the_bits_of_gsl_where_its_search_succeeds),
        cmocka_unit_test(normal_scores_are_quantiles_to_twelve_digits),
        cmocka_unit_test(no_valid_distribution_reaches_the_error_handler_of_gsl),
    };
    return cmocka_run_group_tests_name("quantile", tests, NULL, NULL);
}
