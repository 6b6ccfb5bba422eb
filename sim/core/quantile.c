#include "vrosim/core/quantile.h"

#include "vrosim/core/beta_walk.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

static double fixed_quantile(const vro_distribution *distribution, double tail, bool upper) {
    (void)tail, (void)upper;
    return distribution->value;
}

static double bound_or(double bound, double otherwise) {
    return isnan(bound) ? otherwise : bound;
}

// Probability below (lower tail) and above (upper tail) a bound of the parent normal.
static double below(const vro_distribution *distribution, double bound) {
    return gsl_cdf_ugaussian_P((bound - distribution->value) / distribution->sd);
}

static double above(const vro_distribution *distribution, double bound) {
    return gsl_cdf_ugaussian_Q((bound - distribution->value) / distribution->sd);
}

// The parent's tails at the quantile are affine in the tail asked for; each case uses the tail of
// the parent that is small, so that nothing cancels.
static double normal_quantile(const vro_distribution *distribution, double tail, bool upper) {
    const double min = bound_or(distribution->min, -INFINITY),
                 max = bound_or(distribution->max, INFINITY);
    const double part = tail * vro_distribution_window_mass(distribution);
    double z;
    if (!upper)
        z = min > distribution->value ? gsl_cdf_ugaussian_Qinv(above(distribution, min) - part)
                                      : gsl_cdf_ugaussian_Pinv(below(distribution, min) + part);
    else
        z = max < distribution->value ? gsl_cdf_ugaussian_Pinv(below(distribution, max) - part)
                                      : gsl_cdf_ugaussian_Qinv(above(distribution, max) + part);
    return fmin(fmax(distribution->value + distribution->sd * z, min), max);
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

// x with the given tail by bisection of log x: for shapes so small that GSL's own search fails.
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

// Shape m^2/s^2, scale s^2/m.
static double gamma_quantile(const vro_distribution *distribution, double tail, bool upper) {
    const double shape = gsl_pow_2(distribution->value / distribution->sd);
    const double scale = distribution->sd * distribution->sd / distribution->value;
    const double x =
        upper ? gsl_cdf_gamma_Qinv(tail, shape, scale) : gsl_cdf_gamma_Pinv(tail, shape, scale);
    const positive gamma = {gsl_cdf_gamma_P, gsl_cdf_gamma_Q, shape, scale};
    const double reached = upper ? gamma.upper(x, shape, scale) : gamma.lower(x, shape, scale);
    return fabs(reached - tail) <= 1e-9 * tail ? x : bisected_quantile(&gamma, tail, upper);
}

// a and b of a beta distribution with the mean and standard deviation given, on the unit interval.
static void beta_shapes(const vro_distribution *distribution, double shapes[2]) {
    const double min = bound_or(distribution->min, 0), range = bound_or(distribution->max, 1) - min;
    const double mean = (distribution->value - min) / range;
    const double size = mean * (1 - mean) / gsl_pow_2(distribution->sd / range) - 1;
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

static double lower_beta_quantile(double tail, double a, double b) {
    const double x = gsl_cdf_beta_Pinv(tail, a, b);
    const positive beta = {gsl_cdf_beta_P, gsl_cdf_beta_Q, a, b};
    return fabs(gsl_cdf_beta_P(x, a, b) - tail) <= 1e-9 * tail
               ? x
               : fmin(1, bisected_quantile(&beta, tail, false));
}

// Of the distribution on [min, max]. The upper tail of Beta(a, b) is the lower tail of Beta(b, a),
// seen from 1.
static void walk_quantiles(const double shapes[2], const double ends[2], const vro_tails *tails,
                           double *values) {
    const double a = shapes[tails->upper ? 1 : 0], b = shapes[tails->upper ? 0 : 1];
    const double range = ends[1] - ends[0];
    vro_beta_walk walk;
    vro_beta_walk_init(&walk, a, b);
    for (size_t i = 0; i < tails->count; i++) {
        double x;
        if (!vro_beta_walk_to(&walk, tails->tail[i], &x)) {
            x = lower_beta_quantile(tails->tail[i], a, b);
            vro_beta_walk_stand(&walk, tails->tail[i], x);
        }
        values[i] = ends[0] + range * (tails->upper ? 1 - x : x);
    }
}

static void beta_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                           double *values) {
    double shapes[2];
    beta_shapes(distribution, shapes);
    walk_quantiles(
        shapes, (const double[2]){bound_or(distribution->min, 0), bound_or(distribution->max, 1)},
        tails, values);
}

static double beta_quantile(const vro_distribution *distribution, double tail, bool upper) {
    double value;
    beta_quantiles(distribution, &(vro_tails){&tail, 1, upper}, &value);
    return value;
}

static void pert_quantiles(const vro_distribution *distribution, const vro_tails *tails,
                           double *values) {
    double shapes[2];
    pert_shapes(distribution, shapes);
    walk_quantiles(shapes, (const double[2]){distribution->min, distribution->max}, tails, values);
}

static double pert_quantile(const vro_distribution *distribution, double tail, bool upper) {
    double value;
    pert_quantiles(distribution, &(vro_tails){&tail, 1, upper}, &value);
    return value;
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
    quantile_function *quantile;
    quantiles_function *quantiles; // many at once; NULL: no faster than one by one
} FUNCTIONS[VRO_DISTRIBUTION_KINDS] = {
    [VRO_DISTRIBUTION_FIXED] = {fixed_quantile, NULL},
    [VRO_DISTRIBUTION_NORMAL] = {normal_quantile, NULL},
    [VRO_DISTRIBUTION_LOGNORMAL] = {lognormal_quantile, NULL},
    [VRO_DISTRIBUTION_GAMMA] = {gamma_quantile, NULL},
    [VRO_DISTRIBUTION_BETA] = {beta_quantile, beta_quantiles},
    [VRO_DISTRIBUTION_PERT] = {pert_quantile, pert_quantiles},
    [VRO_DISTRIBUTION_TRIANGULAR] = {triangular_quantile, NULL},
    [VRO_DISTRIBUTION_UNIFORM] = {uniform_quantile, NULL},
};

double vro_quantile(const vro_distribution *distribution, double tail, bool upper) {
    return FUNCTIONS[distribution->kind].quantile(distribution, tail, upper);
}

void vro_quantiles(const vro_distribution *distribution, const vro_tails *tails, double *values) {
    if (FUNCTIONS[distribution->kind].quantiles) {
        FUNCTIONS[distribution->kind].quantiles(distribution, tails, values);
        return;
    }
    for (size_t i = 0; i < tails->count; i++)
        values[i] = vro_quantile(distribution, tails->tail[i], tails->upper);
}
