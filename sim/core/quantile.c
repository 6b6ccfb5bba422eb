#include "vrosim/core/quantile.h"

#include "vrosim/core/quantile_walk.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include <float.h>
#include <math.h>

// Up to this shape, GSL's distribution function of a gamma distribution is exact to 1e-9. Above, it
// is off by up to 2e-6 of the tail and, near a million, calls the error handler, which a library
// must prevent.
static const double GAMMA_SHAPE_MOST = 1e5;

// Greatest relative error of the tail at what a search found.
static const double SEARCH_ERROR = 1e-9;

// Of GSL's searches.
enum { BETA_STEPS_MOST = 64, GAMMA_STEPS_MOST = 32 };

static double fixed_quantile(const vro_distribution *distribution, double tail, bool upper) {
    (void)tail, (void)upper;
    return distribution->value;
}

static double bound_or(double bound, double otherwise) {
    return isnan(bound) ? otherwise : bound;
}

// Probability of the untruncated normal below and above a bound.
static double below(const vro_distribution *distribution, double bound) {
    return gsl_cdf_ugaussian_P((bound - distribution->value) / distribution->sd);
}

static double above(const vro_distribution *distribution, double bound) {
    return gsl_cdf_ugaussian_Q((bound - distribution->value) / distribution->sd);
}

// The tails of the untruncated normal at the quantile are affine functions of tail: what lies
// beyond the bound and a part of the window, or, of a window on the other side of the mean, what
// lies beyond without that part. So the smaller of the two tails is used, and nothing cancels.
static void normal_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                             double *values) {
    const double mean = distribution->value, min = bound_or(distribution->min, -INFINITY),
                 max = bound_or(distribution->max, INFINITY);
    const bool other_side = tails->upper ? max < mean : min > mean;
    const bool from_above = tails->upper != other_side;
    const double bound = tails->upper ? max : min;
    const double beyond = from_above ? above(distribution, bound) : below(distribution, bound);
    const double mass = vro_distribution_window_mass(distribution);
    for (size_t i = 0; i < tails->count; i++) {
        const double part = tails->tail[i] * mass;
        const double tail = other_side ? beyond - part : beyond + part;
        const double z = from_above ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
        values[i] = fmin(fmax(mean + distribution->sd * z, min), max);
    }
}

// Arithmetic mean m and standard deviation s: sigma^2 = ln(1 + s^2/m^2), mu = ln m - sigma^2/2.
static double lognormal_quantile(const vro_distribution *distribution, double tail, bool upper) {
    const double variance = log1p(gsl_pow_2(distribution->sd / distribution->value));
    const double z = upper ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
    return exp(log(distribution->value) - 0.5 * variance + sqrt(variance) * z);
}

// The distribution function of a distribution on the positive axis, and what it depends on.
typedef struct positive {
    double (*lower)(double x, double a, double b);
    double (*upper)(double x, double a, double b);
    double a, b;
} positive;

// x with the given tail by bisection of log x.
static double bisected_quantile(const positive *self, double tail, bool upper) {
    double low = -700, high = 700; // log x; exp(-700) stands for 0
    while (high - low > 1e-13 * fmax(1, fabs(high))) {
        const double middle = 0.5 * (low + high), x = exp(middle);
        const bool beyond = upper ? self->upper(x, self->a, self->b) < tail
                                  : self->lower(x, self->a, self->b) > tail;
        if (beyond)
            high = middle;
        else
            low = middle;
    }
    return low < -699 ? 0 : exp(low);
}

// The quantile of a gamma distribution of scale 1 and a shape so large that the expansion is exact
// to 2e-9 of any tail from 6e-16 on: that of Goldberg and Levine (1946) for chi-squared with
// n = 2 shape degrees of freedom, r = sqrt(2 n),
//   n + r z + 2/3 (z^2 - 1) + (z^3 - 7 z) / (9 r) - (6 z^4 + 14 z^2 - 32) / (405 n)
//     + (9 z^5 + 256 z^3 - 433 z) / (4860 n r).
static double large_gamma_quantile(double shape, double tail, bool upper) {
    const double n = 2 * shape, r = sqrt(2 * n);
    const double z = upper ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
    const double q = z * z;
    return 0.5 *
           (n + r * z + 2 * (q - 1) / 3 + (q - 7) * z / (9 * r) -
            ((6 * q + 14) * q - 32) / (405 * n) + ((9 * q + 256) * q - 433) * z / (4860 * n * r));
}

// The steps of gsl_cdf_gamma_Pinv and gsl_cdf_gamma_Qinv (GSL 2.7, cdf/gammainv.c) for a gamma
// distribution of scale 1 and a tail of at most 0.5, to the same bits. Where the first does not
// converge, it calls the error handler; this returns NAN.
static double searched_gamma_quantile(double shape, double tail, bool upper) {
    const double z = upper ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
    double x = z < -0.5 * sqrt(shape) ? shape : sqrt(shape) * z + shape;
    if (tail < 0.05)
        x = upper ? -log(tail) + gsl_sf_lngamma(shape)
                  : exp((gsl_sf_lngamma(shape) + log(tail)) / shape);
    const double sign = upper ? -1 : 1;
    double missing = 0;
    for (int n = 0;; n++) {
        missing = tail - (upper ? gsl_cdf_gamma_Q(x, shape, 1) : gsl_cdf_gamma_P(x, shape, 1));
        const double density = gsl_ran_gamma_pdf(x, shape, 1);
        if (missing == 0 || n > GAMMA_STEPS_MOST)
            break;
        const double newton = sign * missing / fmax(2 * fabs(missing / x), density);
        const double bend = -((shape - 1) / x - 1) * newton * newton / 4;
        const double step = fabs(bend) < 0.5 * fabs(newton) ? newton + bend : newton;
        x = x + step > 0 ? x + step : x / 2;
        if (!(fabs(newton) > 1e-10 * x || (!upper && fabs(newton * density) > 1e-10 * tail)))
            break;
    }
    return !upper && fabs(missing) > GSL_SQRT_DBL_EPSILON * tail ? NAN : x;
}

static double gamma_search(const vro_quantile_walk *walk, double tail, bool upper) {
    const positive gamma = {gsl_cdf_gamma_P, gsl_cdf_gamma_Q, walk->a, 1};
    const double x = searched_gamma_quantile(walk->a, tail, upper);
    const double reached = upper ? gamma.upper(x, walk->a, 1) : gamma.lower(x, walk->a, 1);
    return fabs(reached - tail) <= SEARCH_ERROR * tail ? x : bisected_quantile(&gamma, tail, upper);
}

static double search_gamma_below(const vro_quantile_walk *walk, double tail) {
    return gamma_search(walk, tail, false);
}

static double search_gamma_above(const vro_quantile_walk *walk, double tail) {
    return gamma_search(walk, tail, true);
}

// Shape m^2/s^2, scale s^2/m.
static void gamma_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                            double *values) {
    const double shape = gsl_pow_2(distribution->value / distribution->sd);
    const double scale = distribution->sd * distribution->sd / distribution->value;
    vro_quantile_walk walk;
    vro_quantile_walk_init_gamma(&walk, shape, tails->upper);
    if (shape <= GAMMA_SHAPE_MOST)
        vro_quantile_walk_along(&walk, tails->tail, tails->count,
                                tails->upper ? search_gamma_above : search_gamma_below, values);
    for (size_t i = 0; i < tails->count; i++)
        values[i] = scale * (shape <= GAMMA_SHAPE_MOST
                                 ? values[i]
                                 : large_gamma_quantile(shape, tails->tail[i], tails->upper));
}

// a and b of a beta distribution with the mean and standard deviation given, on the unit interval.
static void beta_shapes(const vro_distribution *distribution, double shapes[2]) {
    const double min = bound_or(distribution->min, 0), range = bound_or(distribution->max, 1) - min;
    const double mean = (distribution->value - min) / range;
    // a + b, above 0 but for rounding
    const double size =
        fmax(mean * (1 - mean) / gsl_pow_2(distribution->sd / range) - 1, DBL_EPSILON);
    shapes[0] = mean * size;
    shapes[1] = (1 - mean) * size;
}

// a = 1 + 4 (mode - min) / (max - min), b = 1 + 4 (max - mode) / (max - min).
static void pert_shapes(const vro_distribution *distribution, double shapes[2]) {
    shapes[0] =
        1 + 4 * (distribution->value - distribution->min) / (distribution->max - distribution->min);
    shapes[1] =
        1 + 4 * (distribution->max - distribution->value) / (distribution->max - distribution->min);
}

// Where the search below begins: P(x) ~ x^a (1 - x)^(b - 1) / (a B(a, b)) toward 0, else the mean,
// brought to 0.01 of either x or the tail by bisection.
static double first_beta_guess(double tail, double a, double b) {
    const double mean = a / (a + b);
    double x = mean, low = 0, high = 1;
    if (tail < 0.1) {
        const double whole = gsl_sf_lngamma(a + b), of_a = gsl_sf_lngamma(a),
                     of_b = gsl_sf_lngamma(b);
        const double log_x = (log(a) + of_a + of_b - whole + log(tail)) / a;
        if (log_x <= 0)
            x = exp(log_x) * pow(1 - exp(log_x), -(b - 1) / a);
        x = x > mean ? mean : x;
    }
    while (fabs(high - low) > 0.01) {
        const double reached = gsl_cdf_beta_P(x, a, b);
        if (fabs(reached - tail) < 0.01)
            return x;
        if (reached < tail)
            low = x;
        else if (reached > tail)
            high = x;
        x = 0.5 * (low + high);
    }
    return x;
}

// The steps of gsl_cdf_beta_Pinv (GSL 2.7, cdf/betainv.c) for x with the tail P(x) <= 0.5, to the
// same bits. Where they do not converge, GSL's own function calls the error handler; this returns
// NAN.
static double searched_beta_quantile(double tail, double a, double b) {
    const double mean = a / (a + b);
    double x = first_beta_guess(tail, a, b);
    double missing = tail - gsl_cdf_beta_P(x, a, b);
    for (int n = 0; missing != 0 && n <= BETA_STEPS_MOST; n++) {
        const double density = gsl_ran_beta_pdf(x, a, b);
        const double newton = missing / fmax(2 * fabs(missing / x), density);
        const double bend = -((a - 1) / x - (b - 1) / (1 - x)) * newton * newton / 2;
        const double step =
            fabs(bend) < fabs(newton) ? newton + bend : newton * (2 * fabs(newton / bend));
        x = x + step > 0 && x + step < 1 ? x + step : sqrt(x) * sqrt(mean);
        if (!(fabs(newton) > 1e-10 * x))
            break;
        missing = tail - gsl_cdf_beta_P(x, a, b);
    }
    return fabs(missing) > GSL_SQRT_DBL_EPSILON * tail ? NAN : x;
}

static double search_beta(const vro_quantile_walk *walk, double tail) {
    const positive beta = {gsl_cdf_beta_P, gsl_cdf_beta_Q, walk->a, walk->b};
    const double x = searched_beta_quantile(tail, walk->a, walk->b);
    return fabs(gsl_cdf_beta_P(x, walk->a, walk->b) - tail) <= SEARCH_ERROR * tail
               ? x
               : fmin(1, bisected_quantile(&beta, tail, false));
}

// Of the distribution on [min, max]. The upper tail of Beta(a, b) is the lower tail of Beta(b, a),
// seen from 1.
static void walk_quantiles(const double shapes[2], const double ends[2], const vro_tails *tails,
                           double *values) {
    const double range = ends[1] - ends[0];
    vro_quantile_walk walk;
    vro_quantile_walk_init_beta(&walk, shapes[tails->upper ? 1 : 0], shapes[tails->upper ? 0 : 1]);
    vro_quantile_walk_along(&walk, tails->tail, tails->count, search_beta, values);
    for (size_t i = 0; i < tails->count; i++)
        values[i] = ends[0] + range * (tails->upper ? 1 - values[i] : values[i]);
}

static void beta_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                           double *values) {
    double shapes[2];
    beta_shapes(distribution, shapes);
    walk_quantiles(
        shapes, (const double[2]){bound_or(distribution->min, 0), bound_or(distribution->max, 1)},
        tails, values);
}

static void pert_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                           double *values) {
    double shapes[2];
    pert_shapes(distribution, shapes);
    walk_quantiles(shapes, (const double[2]){distribution->min, distribution->max}, tails, values);
}

static double triangular_quantile(const vro_distribution *distribution, double tail, bool upper) {
    const double range = distribution->max - distribution->min;
    const double rising = distribution->value - distribution->min,
                 falling = distribution->max - distribution->value;
    const double split = rising / range; // probability below the mode
    if (upper ? 1 - tail <= split : tail < split)
        return distribution->min + sqrt((upper ? 1 - tail : tail) * range * rising);
    return distribution->max - sqrt((upper ? tail : 1 - tail) * range * falling);
}

static double uniform_quantile(const vro_distribution *distribution, double tail, bool upper) {
    const double part = tail * (distribution->max - distribution->min);
    return upper ? distribution->max - part : distribution->min + part;
}

typedef double quantile_function(const vro_distribution *distribution, double tail, bool upper);
typedef void quantiles_function(const vro_distribution *distribution, const vro_tails *tails,
                                double *values);

static const struct {
    quantile_function *quantile;   // one by one,
    quantiles_function *quantiles; // or many at once where that is faster
} FUNCTIONS[VRO_DISTRIBUTION_KINDS] = {
    [VRO_DISTRIBUTION_FIXED] = {fixed_quantile, NULL},
    [VRO_DISTRIBUTION_NORMAL] = {NULL, normal_quantiles},
    [VRO_DISTRIBUTION_LOGNORMAL] = {lognormal_quantile, NULL},
    [VRO_DISTRIBUTION_GAMMA] = {NULL, gamma_quantiles},
    [VRO_DISTRIBUTION_BETA] = {NULL, beta_quantiles},
    [VRO_DISTRIBUTION_PERT] = {NULL, pert_quantiles},
    [VRO_DISTRIBUTION_TRIANGULAR] = {triangular_quantile, NULL},
    [VRO_DISTRIBUTION_UNIFORM] = {uniform_quantile, NULL},
};

double vro_quantile(const vro_distribution *distribution, double tail, bool upper) {
    double value;
    vro_quantiles(distribution, &(vro_tails){&tail, 1, upper}, &value);
    return value;
}

void vro_quantiles(const vro_distribution *distribution, const vro_tails *tails, double *values) {
    if (FUNCTIONS[distribution->kind].quantiles) {
        FUNCTIONS[distribution->kind].quantiles(distribution, tails, values);
        return;
    }
    for (size_t i = 0; i < tails->count; i++)
        values[i] =
            FUNCTIONS[distribution->kind].quantile(distribution, tails->tail[i], tails->upper);
}

double vro_quantile_rounded(double x) {
    enum { DIGITS = 40 };
    int exponent;
    const double mantissa = frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(mantissa, DIGITS)), exponent - DIGITS);
}

double vro_quantile_normal_score(uint32_t output) {
    return vro_quantile_rounded(gsl_cdf_ugaussian_Pinv((output + 0.5) / 4294967296.0));
}
