#include "vrosim/outcome/confidence_limits.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const double TAIL = 0.025;

enum { STEPS_MAX = 50 }; // about 5 are taken

static const double PRECISION = 1e-9;

// From so many values on two terms of the series give Student's quantile to six digits.
static const uint64_t SERIES_FROM = 200;

// From this shape on the cube root of a gamma variate is normal to five digits.
static const double CUBE_ROOT_FROM = 100;

// z + (z^3 + z) / 4v + (5 z^5 + 16 z^3 + 3 z) / 96v^2, v = n - 1 (Abramowitz and Stegun 26.7.5).
double vro_limits_student(uint64_t n) {
    const double z = VRO_NORMAL_975, cube = z * z * z, v = (double)n - 1;
    if (n < SERIES_FROM)
        return gsl_cdf_tdist_Qinv(TAIL, v);
    return z + (cube + z) / (4 * v) + (5 * cube * z * z + 16 * cube + 3 * z) / (96 * v * v);
}

// (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), z = 1.96, p = events / n.
vro_limits vro_limits_share(double events, double n) {
    const double z = VRO_NORMAL_975, share = events / n, rest = (n - events) / n;
    const double shrink = 1 + z * z / n;
    const double centre = (share + z * z / (2 * n)) / shrink;
    const double half = z * sqrt(share * rest / n + z * z / (4 * n * n)) / shrink;
    return (vro_limits){events <= 0 ? 0 : centre - half, events >= n ? 1 : centre + half};
}

// Newton's method for ln P(x) = ln 0.025 on the scale of ln x, from near the normal limit. Both are
// concave there, so no step leads away. (gsl_cdf_gamma_Pinv fails for some shapes.)
static double lower_limit(double shape) {
    double x = fmax(shape - VRO_NORMAL_975 * sqrt(shape), 0.1 * shape), step = 1;
    for (int i = 0; i < STEPS_MAX && fabs(step) > PRECISION; i++) {
        const double below = gsl_cdf_gamma_P(x, shape, 1);
        step = log(below / TAIL) * below / (gsl_ran_gamma_pdf(x, shape, 1) * x);
        x *= exp(-step);
    }
    return x;
}

// The same for ln Q(x), which is concave in x for shapes from 1 on.
static double upper_limit(double shape) {
    double x = shape + VRO_NORMAL_975 * sqrt(shape), step = 1;
    for (int i = 0; i < STEPS_MAX && fabs(step) > PRECISION * x; i++) {
        const double above = gsl_cdf_gamma_Q(x, shape, 1);
        step = log(above / TAIL) * above / gsl_ran_gamma_pdf(x, shape, 1);
        x += step;
    }
    return x;
}

// The value above (side 1) or below (side -1) which a gamma variate of scale 1 lies with 2.5 %.
// Large shapes a by Wilson and Hilferty (1931): a (1 - 1 / 9a + z / sqrt(9a))^3.
static double gamma_limit(double shape, int side) {
    if (shape > CUBE_ROOT_FROM) {
        const double root = 1 - 1 / (9 * shape) + side * VRO_NORMAL_975 / (3 * sqrt(shape));
        return shape * root * root * root;
    }
    if (shape <= 0)
        return 0;
    return side > 0 ? upper_limit(shape) : lower_limit(shape);
}

vro_limits vro_limits_total(double total, double variance) {
    const double scale = total > 0 ? variance / total : 1;
    if (scale == 0)
        return (vro_limits){total, total};
    const double events = total / scale;
    return (vro_limits){scale * gamma_limit(events, -1), scale * gamma_limit(events + 1, 1)};
}

// Distances of the limits from the total, in events: below and above it.
static vro_limits skewed_distances(double events) {
    const double z = VRO_NORMAL_975, bend = (z * z - 1) / 3;
    if (events > CUBE_ROOT_FROM)
        return (vro_limits){z * sqrt(events) - bend, z * sqrt(events + 1) + 1 + bend};
    return (vro_limits){events - gamma_limit(events, -1), gamma_limit(events + 1, 1) - events};
}

vro_limits vro_limits_skewed(double total, double variance, double third) {
    const double size = variance > 0 ? fabs(third) / variance : 0, half = sqrt(variance);
    if (size <= PRECISION * half)
        return (vro_limits){total - VRO_NORMAL_975 * half, total + VRO_NORMAL_975 * half};
    const vro_limits distances = skewed_distances(variance / (size * size));
    const double shorter = size * distances.lower, longer = size * distances.upper;
    return (vro_limits){total - (third > 0 ? shorter : longer),
                        total + (third > 0 ? longer : shorter)};
}

// Donner and Zou: T - sqrt((up - l)^2 + (u - down)^2), l the lower limit of up, u the upper of
// down.
vro_limits vro_limits_difference(double up, double down, double variance) {
    const double all = up + down, scale = all > 0 ? sqrt(variance / all) : 1;
    const vro_limits of_up = vro_limits_total(up, up);
    const vro_limits of_down = vro_limits_total(down, down);
    // A scale of 0: every child has the same whole number, as if there were no event at all.
    const double below = hypot(up - of_up.lower, of_down.upper - down) * scale;
    const double above = hypot(of_up.upper - up, down - of_down.lower) * scale;
    return (vro_limits){up - down - below, up - down + above};
}

// Root of a square that rounding could have made negative.
static double root(double square) {
    return sqrt(square < 0 ? 0 : square);
}

// ln r - sqrt(x^2 + y^2 - 2 c x y) with the distances x = ln a - ln l of a from its lower limit and
// y = ln u - ln b of b from its upper limit; the upper limit in the same way.
vro_limits vro_limits_ratio(double a, vro_limits of_a, double b, vro_limits of_b,
                            double correlation) {
    if (a == 0)
        return (vro_limits){
            0, of_b.lower == 0 ? NAN : of_a.upper / root(of_b.lower * (2 * b - of_b.lower))};
    const double x = log(a / of_a.lower), y = log(of_b.upper / b);
    const double v = log(of_a.upper / a), w = log(b / of_b.lower);
    const double below = root(x * x + y * y - 2 * correlation * x * y);
    const double above = root(v * v + w * w - 2 * correlation * v * w);
    return (vro_limits){of_a.lower == 0 ? 0 : a / b * exp(-below),
                        of_b.lower == 0 ? NAN : a / b * exp(above)};
}

vro_limits vro_limits_between(double a, vro_limits of_a, double b, vro_limits of_b,
                              double correlation) {
    const double x = a - of_a.lower, y = of_b.upper - b, v = of_a.upper - a, w = b - of_b.lower;
    return (vro_limits){a - b - root(x * x + y * y - 2 * correlation * x * y),
                        a - b + root(v * v + w * w - 2 * correlation * v * w)};
}

// The lower (side -1) or upper root q of (d - q b)^2 = x^2 + q^2 y^2 - 2 c q x y, x and y the
// distances of d and b from the limits that decide.
static double quotient_limit(double d, double x, double b, double y, double correlation, int side) {
    const double middle = d * b - correlation * x * y, square = b * b - y * y;
    if (!(square > 0))
        return NAN;
    return (middle + side * root(middle * middle - square * (d * d - x * x))) / square;
}

// q has the sign of the limit of d, and with it - q b the limit of b that makes d - q b extreme.
vro_limits vro_limits_quotient(double d, vro_limits of_d, double b, vro_limits of_b,
                               double correlation) {
    const double below = b - of_b.lower, above = of_b.upper - b;
    return (vro_limits){
        quotient_limit(d, d - of_d.lower, b, of_d.lower > 0 ? above : below, correlation, -1),
        quotient_limit(d, of_d.upper - d, b, of_d.upper > 0 ? below : above, correlation, 1)};
}

vro_limits vro_limits_sd(double sd, double se) {
    const double half_freedom = sd * sd / (4 * se * se);
    const double factor = sqrt(half_freedom / gamma_limit(half_freedom, -1));
    return (vro_limits){sd / factor, sd * factor};
}
