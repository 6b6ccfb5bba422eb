// Laws against GSL's distribution functions, against their moments and against the rules that the
// scenario table sets for them.
#include "vrosim/core/distribution.h"

#include "laws.h"

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

static double tail_of_normal(const vro_law *law, double x, bool upper) {
    const double low = law_least(law), high = law_greatest(law), mean = law->value, sd = law->sd;
    const double from = upper ? x : low, to = upper ? high : x;
    if (low > mean)
        return (gsl_cdf_gaussian_Q(from - mean, sd) - gsl_cdf_gaussian_Q(to - mean, sd)) /
               (gsl_cdf_gaussian_Q(low - mean, sd) - gsl_cdf_gaussian_Q(high - mean, sd));
    const double mass = gsl_cdf_gaussian_P(high - mean, sd) - gsl_cdf_gaussian_P(low - mean, sd);
    if (upper && x > mean)
        return (gsl_cdf_gaussian_Q(from - mean, sd) - gsl_cdf_gaussian_Q(to - mean, sd)) / mass;
    return (gsl_cdf_gaussian_P(to - mean, sd) - gsl_cdf_gaussian_P(from - mean, sd)) / mass;
}

static double tail_of_lognormal(const vro_law *law, double x, bool upper) {
    const double variance = log1p(gsl_pow_2(law->sd / law->value));
    const double zeta = log(law->value) - variance / 2;
    return upper ? gsl_cdf_lognormal_Q(x, zeta, sqrt(variance))
                 : gsl_cdf_lognormal_P(x, zeta, sqrt(variance));
}

static double tail_of_gamma(const vro_law *law, double x, bool upper) {
    const double shape = gsl_pow_2(law->value / law->sd), scale = gsl_pow_2(law->sd) / law->value;
    return upper ? gsl_cdf_gamma_Q(x, shape, scale) : gsl_cdf_gamma_P(x, shape, scale);
}

static double tail_of_unit_beta(const vro_law *law, double x, const double shapes[2], bool upper) {
    const double low = law_least(law), high = law_greatest(law);
    const double place = fmin(fmax((x - low) / (high - low), 0), 1);
    // Q(x; a, b) is P(1 - x; b, a), and 1 - x has full precision as the distance to the end
    const double rest = fmin(fmax((high - x) / (high - low), 0), 1);
    return upper ? gsl_cdf_beta_P(rest, shapes[1], shapes[0])
                 : gsl_cdf_beta_P(place, shapes[0], shapes[1]);
}

static double tail_of_beta(const vro_law *law, double x, bool upper) {
    const double range = law_greatest(law) - law_least(law),
                 mean = (law->value - law_least(law)) / range;
    const double sum = mean * (1 - mean) / gsl_pow_2(law->sd / range) - 1;
    return tail_of_unit_beta(law, x, (double[]){mean * sum, (1 - mean) * sum}, upper);
}

static double tail_of_pert(const vro_law *law, double x, bool upper) {
    const double range = law->max - law->min;
    const double rising = 4 * (law->value - law->min) / range;
    return tail_of_unit_beta(law, x, (double[]){1 + rising, 5 - rising}, upper);
}

static double tail_of_triangular(const vro_law *law, double x, bool upper) {
    const double range = law->max - law->min;
    const double below = gsl_pow_2(x - law->min) / (range * (law->value - law->min));
    const double above = gsl_pow_2(law->max - x) / (range * (law->max - law->value));
    if (x < law->value)
        return upper ? 1 - below : below;
    return upper ? above : 1 - above;
}

static double tail_of_uniform(const vro_law *law, double x, bool upper) {
    return upper ? gsl_cdf_flat_Q(x, law->min, law->max) : gsl_cdf_flat_P(x, law->min, law->max);
}

typedef double tail_function(const vro_law *law, double x, bool upper);
static tail_function *const TAIL_OF[VRO_LAW_KINDS] = {
    [VRO_LAW_NORMAL] = tail_of_normal,   [VRO_LAW_LOGNORMAL] = tail_of_lognormal,
    [VRO_LAW_GAMMA] = tail_of_gamma,     [VRO_LAW_BETA] = tail_of_beta,
    [VRO_LAW_PERT] = tail_of_pert,       [VRO_LAW_TRIANGULAR] = tail_of_triangular,
    [VRO_LAW_UNIFORM] = tail_of_uniform,
};

// The part of the mass below (above) x, clipped to the support.
static double tail_at(const vro_law *law, double x, bool upper) {
    if (x <= vro_law_lower(law))
        return upper;
    if (x >= vro_law_upper(law))
        return !upper;
    return TAIL_OF[law->kind](law, x, upper);
}

// What rounding may move a quantile x by: some units in the last place of x and of what it is the
// sum of; the least number that the search for a quantile on the positive axis tells from 0; and
// where GSL's own search fails, at the ends of a beta law, the 1e-13 of the bisection.
static double rounding(const vro_law *law, double x, bool upper) {
    const double range = law_greatest(law) - law_least(law);
    double summand = 0;
    if (law->kind == VRO_LAW_NORMAL)
        summand = fabs(law->value);
    if (law->kind == VRO_LAW_BETA || law->kind == VRO_LAW_PERT)
        summand = fabs(law_least(law)) + (upper ? range : 0);
    if (law->kind == VRO_LAW_TRIANGULAR || law->kind == VRO_LAW_UNIFORM)
        summand = fabs(law->min) + fabs(law->max);
    return 16 * DBL_EPSILON * (fabs(x) + summand) + 1e-300 + (at_its_ends(law) ? 1e-13 * range : 0);
}

// The tails at both ends of what rounding leaves open hold the tail asked for between them.
// Returns by what part of it they miss it.
static double tail_error(const vro_law *law, double x, double tail, bool upper) {
    const double slack = rounding(law, x, upper);
    const double lower_side = tail_at(law, x - slack, upper);
    const double upper_side = tail_at(law, x + slack, upper);
    const double most = fmax(lower_side, upper_side), smallest = fmin(lower_side, upper_side);
    if (isnan(lower_side) || isnan(upper_side) || isnan(x))
        return INFINITY;
    return fmax(0, fmax(smallest / tail - 1, 1 - most / tail));
}

static void every_quantile_has_the_tail_that_was_asked_for(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_law *law = example_law(i);
        if (law->kind == VRO_LAW_FIXED)
            continue;
        double worst = 0;
        for (double tail = 0x1p-33; tail <= 0.5; tail *= pow(2, 0.125))
            for (int upper = 0; upper < 2; upper++)
                worst = fmax(worst,
                             tail_error(law, vro_law_quantile(law, tail, upper == 1), tail, upper));
        print_message("%s: tail error %.2g\n", describe_law(law).text, worst);
        assert_true(worst < TAIL_ERROR);
    }
}

// From 2^-33 to 1/2; near ones, as in tables, and ones far apart.
static void quantiles_found_one_after_the_other_have_their_tails(void **state) {
    (void)state;
    enum { MOST = 33 * 32 };
    double tails[MOST], values[MOST];
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_law *law = example_law(i);
        double worst = 0;
        for (int step = 1; step <= MOST && law->kind != VRO_LAW_FIXED; step *= 8) {
            const size_t count = (size_t)(MOST / step);
            for (size_t k = 0; k < count; k++)
                tails[k] = fmin(pow(2, (double)k * step / 32.0 - 33), 0.5);
            for (int upper = 0; upper < 2; upper++) {
                vro_law_quantiles(law, &(vro_tails){tails, count, upper == 1}, values);
                for (size_t k = 0; k < count; k++)
                    worst = fmax(worst, tail_error(law, values[k], tails[k], upper));
            }
        }
        print_message("%s: tail error %.2g\n", describe_law(law).text, worst);
        assert_true(worst < TAIL_ERROR);
    }
}

static void a_fixed_law_has_one_value(void **state) {
    (void)state;
    const vro_law law = {VRO_LAW_FIXED, -3.25, NAN, NAN, NAN};
    assert_true(vro_law_quantile(&law, 0x1p-33, false) == -3.25);
    assert_true(vro_law_quantile(&law, 0.5, false) == -3.25);
    assert_true(vro_law_quantile(&law, 0x1p-33, true) == -3.25);
    assert_true(vro_law_lower(&law) == -3.25 && vro_law_upper(&law) == -3.25);
}

// The k-th of 2 HALF + 1 quantiles in increasing order, from tail 2^-33 below to 2^-33 above; the
// median is the middle one.
enum { HALF = 32 * 16 };
static double grid_quantile(const vro_law *law, int k) {
    const bool upper = k > HALF;
    const int steps = upper ? 2 * HALF - k : k; // from the nearer end
    return vro_law_quantile(law, pow(2, steps / 16.0 - 33), upper);
}

static void quantiles_are_finite_increase_and_stay_in_the_support(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_law *law = example_law(i);
        double last = -INFINITY;
        for (int k = 0; k <= 2 * HALF; k++) {
            const double x = grid_quantile(law, k);
            assert_true(isfinite(x));
            assert_true(x >= vro_law_lower(law) && x <= vro_law_upper(law));
            assert_true(x >= last - rounding(law, x, k > HALF));
            last = x;
        }
    }
}

static void supports_are_those_of_the_table_or_of_the_kind(void **state) {
    (void)state;
    static const struct {
        vro_law law;
        double lower, upper;
    } cases[] = {
        {{VRO_LAW_NORMAL, 0, 1, NAN, NAN}, -INFINITY, INFINITY},
        {{VRO_LAW_NORMAL, 0, 1, -2, NAN}, -2, INFINITY},
        {{VRO_LAW_NORMAL, 0, 1, NAN, 3}, -INFINITY, 3},
        {{VRO_LAW_NORMAL, 0, 1, -2, 3}, -2, 3},
        {{VRO_LAW_LOGNORMAL, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_LAW_GAMMA, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_LAW_BETA, 0.5, 0.1, NAN, NAN}, 0, 1},
        {{VRO_LAW_BETA, 0.5, 0.1, -1, NAN}, -1, 1},
        {{VRO_LAW_BETA, 0.5, 0.1, NAN, 2}, 0, 2},
        {{VRO_LAW_PERT, 2, NAN, 1, 4}, 1, 4},
        {{VRO_LAW_TRIANGULAR, 2, NAN, 1, 4}, 1, 4},
        {{VRO_LAW_UNIFORM, NAN, NAN, 1, 4}, 1, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(vro_law_lower(&cases[i].law) == cases[i].lower);
        assert_true(vro_law_upper(&cases[i].law) == cases[i].upper);
    }
}

typedef struct power {
    const vro_law *law;
    double centre;
    int exponent;
} power;

// Both tails' part in the integral of (quantile - centre)^exponent over u, with the tail
// u = exp(-s) / 2 so that both ends of (0, 1) are as fine as the middle.
static double power_at(double s, void *about) {
    const power *self = about;
    const double tail = 0.5 * exp(-s);
    const double low = vro_law_quantile(self->law, tail, false) - self->centre;
    const double high = vro_law_quantile(self->law, tail, true) - self->centre;
    return tail * (gsl_pow_int(low, self->exponent) + gsl_pow_int(high, self->exponent));
}

// The integral over tails from 1/2 down to exp(-120) / 2; absolute error below 1e-10 size.
static double integral(const vro_law *law, double centre, int exponent, double size) {
    enum { INTERVALS = 500 };
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(INTERVALS);
    power about = {law, centre, exponent};
    const gsl_function function = {power_at, &about};
    double value, error;
    const int status = gsl_integration_qag(&function, 0, 120, 1e-10 * size, 0, INTERVALS,
                                           GSL_INTEG_GAUSS31, workspace, &value, &error);
    gsl_integration_workspace_free(workspace);
    if (status != 0)
        print_message("%s: %s, error %g\n", describe_law(law).text, gsl_strerror(status), error);
    return value;
}

static void the_quantile_function_has_the_moments_of_the_table(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY + EXTREME; i++) {
        const vro_law *law = example_law(i);
        if (law->kind == VRO_LAW_FIXED)
            continue;
        const law_moments expected = moments_of(law);
        const double shift = integral(law, expected.mean, 1, expected.sd) / expected.sd;
        const double square = integral(law, expected.mean, 2, gsl_pow_2(expected.sd));
        const double spread = sqrt(square) / expected.sd - 1;
        print_message("%s: mean %.2g sd off, sd %.2g\n", describe_law(law).text, shift, spread);
        assert_true(fabs(shift) < MOMENT_ERROR);
        assert_true(fabs(spread) < MOMENT_ERROR);
    }
}

static void the_name_of_a_law_finds_its_kind(void **state) {
    (void)state;
    static const char *const names[VRO_LAW_KINDS] = {"fixed", "normal", "lognormal",  "gamma",
                                                     "beta",  "pert",   "triangular", "uniform"};
    static const char *const unknown[] = {"",        "Normal",     "norma",
                                          "normal ", "log-normal", "weibull"};
    vro_law_kind kind = VRO_LAW_KINDS;
    for (int k = 0; k < VRO_LAW_KINDS; k++) {
        assert_string_equal(vro_law_name((vro_law_kind)k), names[k]);
        assert_true(vro_law_find(names[k], &kind));
        assert_int_equal(kind, k);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(vro_law_find(unknown[i], &kind));
}

static void laws_are_equal_when_all_their_numbers_are(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY; i++)
        for (size_t j = 0; j < ORDINARY; j++)
            assert_int_equal(vro_law_equal(example_law(i), example_law(j)), i == j);
    const vro_law law = {VRO_LAW_NORMAL, 1, 2, NAN, 4};
    const vro_law same = {VRO_LAW_NORMAL, 1, 2, -NAN, 4};
    assert_true(vro_law_equal(&law, &same));
    static const vro_law others[] = {
        {VRO_LAW_BETA, 1, 2, NAN, 4},     {VRO_LAW_NORMAL, 1.5, 2, NAN, 4},
        {VRO_LAW_NORMAL, NAN, 2, NAN, 4}, {VRO_LAW_NORMAL, 1, 2.5, NAN, 4},
        {VRO_LAW_NORMAL, 1, 2, 0, 4},     {VRO_LAW_NORMAL, 1, 2, NAN, NAN},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(vro_law_equal(&law, &others[i]));
        assert_false(vro_law_equal(&others[i], &law));
    }
}

static void valid_laws_have_no_fault(void **state) {
    (void)state;
    vro_law_fault faults[VRO_LAW_COLUMNS];
    for (size_t i = 0; i < ORDINARY + EXTREME; i++)
        assert_int_equal(vro_law_check(example_law(i), faults), 0);
}

static double *number_of(vro_law *law, int column) {
    double *const numbers[VRO_LAW_COLUMNS] = {&law->value, &law->sd, &law->min, &law->max};
    return numbers[column];
}

static void assert_only_fault(const vro_law *law, int column, const char *piece) {
    vro_law_fault faults[VRO_LAW_COLUMNS] = {{VRO_LAW_COLUMNS, ""}};
    const size_t count = vro_law_check(law, faults);
    if (count != 1 || (int)faults[0].column != column || strstr(faults[0].message, piece) == NULL)
        fail_msg("%s has %zu faults, first in column %d: %s", describe_law(law).text, count,
                 (int)faults[0].column, faults[0].message);
}

// What each kind makes of value, sd, min and max: R required, O optional, N to be left empty.
static const struct {
    vro_law_kind kind;
    const char *needs;
    vro_law valid;
} RULES[] = {
    {VRO_LAW_FIXED, "RNNN", {VRO_LAW_FIXED, 2, NAN, NAN, NAN}},
    {VRO_LAW_NORMAL, "RROO", {VRO_LAW_NORMAL, 2, 1, 0, 4}},
    {VRO_LAW_LOGNORMAL, "RRNN", {VRO_LAW_LOGNORMAL, 2, 1, NAN, NAN}},
    {VRO_LAW_GAMMA, "RRNN", {VRO_LAW_GAMMA, 2, 1, NAN, NAN}},
    {VRO_LAW_BETA, "RROO", {VRO_LAW_BETA, 0.5, 0.1, 0, 1}},
    {VRO_LAW_PERT, "RNRR", {VRO_LAW_PERT, 2, NAN, 1, 4}},
    {VRO_LAW_TRIANGULAR, "RNRR", {VRO_LAW_TRIANGULAR, 2, NAN, 1, 4}},
    {VRO_LAW_UNIFORM, "NNRR", {VRO_LAW_UNIFORM, NAN, NAN, 1, 4}},
};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

static void a_missing_or_surplus_number_is_a_fault_of_its_column(void **state) {
    (void)state;
    vro_law_fault faults[VRO_LAW_COLUMNS];
    assert_int_equal(RULE_COUNT, VRO_LAW_KINDS);
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (int column = 0; column < VRO_LAW_COLUMNS; column++) {
            vro_law law = RULES[i].valid;
            const bool needless = RULES[i].needs[column] == 'N';
            *number_of(&law, column) = needless ? 3 : NAN;
            if (RULES[i].needs[column] == 'O')
                assert_int_equal(vro_law_check(&law, faults), 0);
            else
                assert_only_fault(&law, column, needless ? "takes no" : "needs a");
        }
}

// A law without any number lacks all that it needs, one with all has what it must not have.
static void all_missing_and_surplus_numbers_are_named_at_once(void **state) {
    (void)state;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const vro_law none = {RULES[i].kind, NAN, NAN, NAN, NAN}, all = {RULES[i].kind, 2, 1, 1, 4};
        for (int given = 0; given < 2; given++) {
            vro_law_fault faults[VRO_LAW_COLUMNS];
            const size_t count = vro_law_check(given ? &all : &none, faults);
            size_t expected = 0;
            for (int column = 0; column < VRO_LAW_COLUMNS; column++)
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
    vro_law_fault faults[VRO_LAW_COLUMNS];
    const vro_law law = {VRO_LAW_NORMAL, 10, -1, 20, 5};
    assert_int_equal(vro_law_check(&law, faults), 2);
    assert_int_equal(faults[0].column, VRO_LAW_COLUMN_MIN);
    assert_int_equal(faults[1].column, VRO_LAW_COLUMN_SD);
}

static void numbers_that_do_not_fit_are_faults_of_their_column(void **state) {
    (void)state;
    static const struct {
        vro_law law;
        vro_law_column column;
        const char *piece;
    } cases[] = {
        {{VRO_LAW_NORMAL, 1, 0, NAN, NAN}, VRO_LAW_COLUMN_SD, "above 0"},
        {{VRO_LAW_NORMAL, 1, -1, NAN, NAN}, VRO_LAW_COLUMN_SD, "above 0"},
        {{VRO_LAW_LOGNORMAL, 1, 0, NAN, NAN}, VRO_LAW_COLUMN_SD, "write fixed"},
        {{VRO_LAW_GAMMA, 1, -0.5, NAN, NAN}, VRO_LAW_COLUMN_SD, "above 0"},
        {{VRO_LAW_BETA, 0.5, 0, NAN, NAN}, VRO_LAW_COLUMN_SD, "above 0"},
        {{VRO_LAW_LOGNORMAL, 0, 1, NAN, NAN}, VRO_LAW_COLUMN_VALUE, "above 0"},
        {{VRO_LAW_GAMMA, -1, 1, NAN, NAN}, VRO_LAW_COLUMN_VALUE, "above 0"},
        {{VRO_LAW_NORMAL, 1, 1, 2, 2}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_NORMAL, 1, 1, 3, 2}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_UNIFORM, NAN, NAN, 2, 2}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_UNIFORM, NAN, NAN, 3, 2}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_PERT, 2, NAN, 2, 2}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_TRIANGULAR, 2, NAN, 4, 1}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_BETA, 0.5, 0.1, 1, NAN}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_BETA, 0.5, 0.1, NAN, 0}, VRO_LAW_COLUMN_MIN, "below max"},
        {{VRO_LAW_PERT, 0.999, NAN, 1, 4}, VRO_LAW_COLUMN_VALUE, "mode"},
        {{VRO_LAW_PERT, 4.001, NAN, 1, 4}, VRO_LAW_COLUMN_VALUE, "mode"},
        {{VRO_LAW_TRIANGULAR, 0, NAN, 1, 4}, VRO_LAW_COLUMN_VALUE, "mode"},
        {{VRO_LAW_TRIANGULAR, 5, NAN, 1, 4}, VRO_LAW_COLUMN_VALUE, "mode"},
        {{VRO_LAW_BETA, 0, 0.1, NAN, NAN}, VRO_LAW_COLUMN_VALUE, "between"},
        {{VRO_LAW_BETA, 1, 0.1, NAN, NAN}, VRO_LAW_COLUMN_VALUE, "between"},
        {{VRO_LAW_BETA, 101, 1, 10, 100}, VRO_LAW_COLUMN_VALUE, "between"},
        {{VRO_LAW_BETA, 0.5, 0.5, NAN, NAN}, VRO_LAW_COLUMN_SD, "sd^2"},
        {{VRO_LAW_BETA, 0.1, 0.31, NAN, NAN}, VRO_LAW_COLUMN_SD, "sd^2"},
        {{VRO_LAW_BETA, 50, 45, 10, 100}, VRO_LAW_COLUMN_SD, "sd^2"},
        {{VRO_LAW_BETA, 0.5, 0.0003, NAN, NAN}, VRO_LAW_COLUMN_SD, "thousandth"},
        {{VRO_LAW_LOGNORMAL, 1, 1e200, NAN, NAN}, VRO_LAW_COLUMN_SD, "thousand"},
        {{VRO_LAW_GAMMA, 1, 1e-160, NAN, NAN}, VRO_LAW_COLUMN_SD, "thousandth"},
        {{VRO_LAW_NORMAL, 0, 1, 7.1, NAN}, VRO_LAW_COLUMN_MIN, "no mass"},
        {{VRO_LAW_NORMAL, 0, 1, NAN, -7.1}, VRO_LAW_COLUMN_MIN, "no mass"},
        {{VRO_LAW_NORMAL, 0, 1, 50, 60}, VRO_LAW_COLUMN_MIN, "no mass"},
        {{VRO_LAW_NORMAL, 0, 1e14, 0, 1}, VRO_LAW_COLUMN_MIN, "no mass"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_only_fault(&cases[i].law, (int)cases[i].column, cases[i].piece);
}

int main(void) {
    gsl_set_error_handler_off();
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quantile_has_the_tail_that_was_asked_for),
        cmocka_unit_test(quantiles_found_one_after_the_other_have_their_tails),
        cmocka_unit_test(a_fixed_law_has_one_value),
        cmocka_unit_test(quantiles_are_finite_increase_and_stay_in_the_support),
        cmocka_unit_test(supports_are_those_of_the_table_or_of_the_kind),
        cmocka_unit_test(the_quantile_function_has_the_moments_of_the_table),
        cmocka_unit_test(the_name_of_a_law_finds_its_kind),
        cmocka_unit_test(laws_are_equal_when_all_their_numbers_are),
        cmocka_unit_test(valid_laws_have_no_fault),
        cmocka_unit_test(a_missing_or_surplus_number_is_a_fault_of_its_column),
        cmocka_unit_test(all_missing_and_surplus_numbers_are_named_at_once),
        cmocka_unit_test(a_wrong_window_does_not_hide_a_wrong_sd),
        cmocka_unit_test(numbers_that_do_not_fit_are_faults_of_their_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
