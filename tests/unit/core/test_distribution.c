// Distributions against GSL's distribution functions, against their moments and against the rules
// that the scenario table sets for them.
#include "vrosim/core/distribution.h"

#include "distributions.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const double TAIL_ERROR = 1e-8;   // relative, of the tail found at a quantile
static const double MOMENT_ERROR = 1e-7; // of the sd; the integrals are asked for 1e-10

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

static double tail_of_gamma(const vro_distribution *distribution, double x, bool upper) {
    const double shape = gsl_pow_2(distribution->value / distribution->sd),
                 scale = gsl_pow_2(distribution->sd) / distribution->value;
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
                             tail_error(distribution,
                                        vro_distribution_quantile(distribution, tail, upper == 1),
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
                vro_distribution_quantiles(distribution, &(vro_tails){tails, count, upper == 1},
                                           values);
                for (size_t k = 0; k < count; k++)
                    worst = fmax(worst, tail_error(distribution, values[k], tails[k], upper));
            }
        }
        print_message("%s: tail error %.2g\n", describe_distribution(distribution).text, worst);
        assert_true(worst < TAIL_ERROR);
    }
}

static void a_fixed_distribution_has_one_value(void **state) {
    (void)state;
    const vro_distribution distribution = {VRO_DISTRIBUTION_FIXED, -3.25, NAN, NAN, NAN};
    assert_true(vro_distribution_quantile(&distribution, 0x1p-33, false) == -3.25);
    assert_true(vro_distribution_quantile(&distribution, 0.5, false) == -3.25);
    assert_true(vro_distribution_quantile(&distribution, 0x1p-33, true) == -3.25);
    assert_true(vro_distribution_lower(&distribution) == -3.25 &&
                vro_distribution_upper(&distribution) == -3.25);
}

// The k-th of 2 HALF + 1 quantiles in increasing order, from tail 2^-33 below to 2^-33 above; the
// median is the middle one.
enum { HALF = 32 * 16 };
static double grid_quantile(const vro_distribution *distribution, int k) {
    const bool upper = k > HALF;
    const int steps = upper ? 2 * HALF - k : k; // from the nearer end
    return vro_distribution_quantile(distribution, pow(2, steps / 16.0 - 33), upper);
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

static void supports_are_those_of_the_table_or_of_the_kind(void **state) {
    (void)state;
    static const struct {
        vro_distribution distribution;
        double lower, upper;
    } cases[] = {
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, NAN}, -INFINITY, INFINITY},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, -2, NAN}, -2, INFINITY},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, 3}, -INFINITY, 3},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, -2, 3}, -2, 3},
        {{VRO_DISTRIBUTION_LOGNORMAL, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_DISTRIBUTION_GAMMA, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, NAN}, 0, 1},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, -1, NAN}, -1, 1},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, 2}, 0, 2},
        {{VRO_DISTRIBUTION_PERT, 2, NAN, 1, 4}, 1, 4},
        {{VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 1, 4}, 1, 4},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 4}, 1, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(vro_distribution_lower(&cases[i].distribution) == cases[i].lower);
        assert_true(vro_distribution_upper(&cases[i].distribution) == cases[i].upper);
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
    const double low = vro_distribution_quantile(self->distribution, tail, false) - self->centre;
    const double high = vro_distribution_quantile(self->distribution, tail, true) - self->centre;
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

static void the_name_of_a_distribution_finds_its_kind(void **state) {
    (void)state;
    static const char *const names[VRO_DISTRIBUTION_KINDS] = {
        "fixed", "normal", "lognormal", "gamma", "beta", "pert", "triangular", "uniform"};
    static const char *const unknown[] = {"",        "Normal",     "norma",
                                          "normal ", "log-normal", "weibull"};
    vro_distribution_kind kind = VRO_DISTRIBUTION_KINDS;
    for (int k = 0; k < VRO_DISTRIBUTION_KINDS; k++) {
        assert_string_equal(vro_distribution_name((vro_distribution_kind)k), names[k]);
        assert_true(vro_distribution_find(names[k], &kind));
        assert_int_equal(kind, k);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(vro_distribution_find(unknown[i], &kind));
}

static void distributions_are_equal_when_all_their_numbers_are(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY; i++)
        for (size_t j = 0; j < ORDINARY; j++)
            assert_int_equal(
                vro_distribution_equal(example_distribution(i), example_distribution(j)), i == j);
    const vro_distribution distribution = {VRO_DISTRIBUTION_NORMAL, 1, 2, NAN, 4};
    const vro_distribution same = {VRO_DISTRIBUTION_NORMAL, 1, 2, -NAN, 4};
    assert_true(vro_distribution_equal(&distribution, &same));
    static const vro_distribution others[] = {
        {VRO_DISTRIBUTION_BETA, 1, 2, NAN, 4},     {VRO_DISTRIBUTION_NORMAL, 1.5, 2, NAN, 4},
        {VRO_DISTRIBUTION_NORMAL, NAN, 2, NAN, 4}, {VRO_DISTRIBUTION_NORMAL, 1, 2.5, NAN, 4},
        {VRO_DISTRIBUTION_NORMAL, 1, 2, 0, 4},     {VRO_DISTRIBUTION_NORMAL, 1, 2, NAN, NAN},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(vro_distribution_equal(&distribution, &others[i]));
        assert_false(vro_distribution_equal(&others[i], &distribution));
    }
}

static void valid_distributions_have_no_fault(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    for (size_t i = 0; i < ORDINARY + EXTREME; i++)
        assert_int_equal(vro_distribution_check(example_distribution(i), faults), 0);
}

static double *number_of(vro_distribution *distribution, int column) {
    double *const numbers[VRO_DISTRIBUTION_COLUMNS] = {&distribution->value, &distribution->sd,
                                                       &distribution->min, &distribution->max};
    return numbers[column];
}

static void assert_only_fault(const vro_distribution *distribution, int column, const char *piece) {
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS] = {{VRO_DISTRIBUTION_COLUMNS, ""}};
    const size_t count = vro_distribution_check(distribution, faults);
    if (count != 1 || (int)faults[0].column != column || !strstr(faults[0].message, piece))
        fail_msg("%s has %zu faults, first in column %d: %s",
                 describe_distribution(distribution).text, count, (int)faults[0].column,
                 faults[0].message);
}

// What each kind makes of value, sd, min and max: R required, O optional, N to be left empty.
static const struct {
    vro_distribution_kind kind;
    const char *needs;
    vro_distribution valid;
} RULES[] = {
    {VRO_DISTRIBUTION_FIXED, "RNNN", {VRO_DISTRIBUTION_FIXED, 2, NAN, NAN, NAN}},
    {VRO_DISTRIBUTION_NORMAL, "RROO", {VRO_DISTRIBUTION_NORMAL, 2, 1, 0, 4}},
    {VRO_DISTRIBUTION_LOGNORMAL, "RRNN", {VRO_DISTRIBUTION_LOGNORMAL, 2, 1, NAN, NAN}},
    {VRO_DISTRIBUTION_GAMMA, "RRNN", {VRO_DISTRIBUTION_GAMMA, 2, 1, NAN, NAN}},
    {VRO_DISTRIBUTION_BETA, "RROO", {VRO_DISTRIBUTION_BETA, 0.5, 0.1, 0, 1}},
    {VRO_DISTRIBUTION_PERT, "RNRR", {VRO_DISTRIBUTION_PERT, 2, NAN, 1, 4}},
    {VRO_DISTRIBUTION_TRIANGULAR, "RNRR", {VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 1, 4}},
    {VRO_DISTRIBUTION_UNIFORM, "NNRR", {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 4}},
};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

static void a_missing_or_surplus_number_is_a_fault_of_its_column(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    assert_int_equal(RULE_COUNT, VRO_DISTRIBUTION_KINDS);
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (int column = 0; column < VRO_DISTRIBUTION_COLUMNS; column++) {
            vro_distribution distribution = RULES[i].valid;
            const bool needless = RULES[i].needs[column] == 'N';
            *number_of(&distribution, column) = needless ? 3 : NAN;
            if (RULES[i].needs[column] == 'O')
                assert_int_equal(vro_distribution_check(&distribution, faults), 0);
            else
                assert_only_fault(&distribution, column, needless ? "takes no" : "needs a");
        }
}

// A distribution without any number lacks all that it needs, one with all has what it must not
// have.
static void all_missing_and_surplus_numbers_are_named_at_once(void **state) {
    (void)state;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const vro_distribution none = {RULES[i].kind, NAN, NAN, NAN, NAN},
                               all = {RULES[i].kind, 2, 1, 1, 4};
        for (int given = 0; given < 2; given++) {
            vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
            const size_t count = vro_distribution_check(given ? &all : &none, faults);
            size_t expected = 0;
            for (int column = 0; column < VRO_DISTRIBUTION_COLUMNS; column++)
                if (RULES[i].needs[column] == (given ? 'N' : 'R')) {
                    assert_true(expected < count);
                    assert_int_equal(faults[expected++].column, column);
                }
            if (!given || expected > 0)
                assert_int_equal(count, expected);
        }
    }
}

static void a_wrong_window_does_not_hide_a_wrong_sd(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    const vro_distribution distribution = {VRO_DISTRIBUTION_NORMAL, 10, -1, 20, 5};
    assert_int_equal(vro_distribution_check(&distribution, faults), 2);
    assert_int_equal(faults[0].column, VRO_DISTRIBUTION_COLUMN_MIN);
    assert_int_equal(faults[1].column, VRO_DISTRIBUTION_COLUMN_SD);
}

static void numbers_that_do_not_fit_are_faults_of_their_column(void **state) {
    (void)state;
    static const struct {
        vro_distribution distribution;
        vro_distribution_column column;
        const char *piece;
    } cases[] = {
        {{VRO_DISTRIBUTION_NORMAL, 1, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_NORMAL, 1, -1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 1, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "write fixed"},
        {{VRO_DISTRIBUTION_GAMMA, 1, -0.5, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 0, 1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "above 0"},
        {{VRO_DISTRIBUTION_GAMMA, -1, 1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "above 0"},
        {{VRO_DISTRIBUTION_NORMAL, 1, 1, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_NORMAL, 1, 1, 3, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 3, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_PERT, 2, NAN, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 4, 1}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, 1, NAN}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, 0}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_PERT, 0.999, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_PERT, 4.001, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 0, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 5, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_BETA, 0, 0.1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 1, 0.1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 101, 1, 10, 100}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.5, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 0.1, 0.31, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 50, 45, 10, 100}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.0003, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousandth"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 1, 1e200, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousand"},
        {{VRO_DISTRIBUTION_GAMMA, 1, 1e-160, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousandth"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, 7.1, NAN}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, -7.1}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, 50, 60}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1e14, 0, 1}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_only_fault(&cases[i].distribution, (int)cases[i].column, cases[i].piece);
}

int test_distribution(void) {
    gsl_set_error_handler_off();
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quantile_has_the_tail_that_was_asked_for),
        cmocka_unit_test(quantiles_found_one_after_the_other_have_their_tails),
        cmocka_unit_test(a_fixed_distribution_has_one_value),
        cmocka_unit_test(quantiles_are_finite_increase_and_stay_in_the_support),
        cmocka_unit_test(supports_are_those_of_the_table_or_of_the_kind),
        cmocka_unit_test(the_quantile_function_has_the_moments_of_the_table),
        cmocka_unit_test(the_name_of_a_distribution_finds_its_kind),
        cmocka_unit_test(distributions_are_equal_when_all_their_numbers_are),
        cmocka_unit_test(valid_distributions_have_no_fault),
        cmocka_unit_test(a_missing_or_surplus_number_is_a_fault_of_its_column),
        cmocka_unit_test(all_missing_and_surplus_numbers_are_named_at_once),
        cmocka_unit_test(a_wrong_window_does_not_hide_a_wrong_sd),
        cmocka_unit_test(numbers_that_do_not_fit_are_faults_of_their_column),
    };
    return cmocka_run_group_tests_name("distribution", tests, NULL, NULL);
}
