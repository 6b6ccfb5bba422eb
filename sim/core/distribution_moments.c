#include "vrosim/core/distribution_moments.h"

#include <math.h>

enum { INTERVALS = 2000 }; // of Simpson's rule; even

// Where the density is below e^-40 of its greatest, it counts for nothing.
static const double NEGLIGIBLE = 40;

static vro_distribution_moments fixed_moments(const vro_distribution *distribution) {
    return (vro_distribution_moments){distribution->value, 0};
}

// lognormal, gamma, beta: value and sd are their own.
static vro_distribution_moments given_moments(const vro_distribution *distribution) {
    return (vro_distribution_moments){distribution->value, distribution->sd};
}

static double standardised(const vro_distribution *distribution, double bound, double open) {
    return isnan(bound) ? open : (bound - distribution->value) / distribution->sd;
}

// With z the standardised value in the window [a, b] and c its densest point, the integrals of
// (z - c)^k w(z) over the window, w(z) = e^((c^2 - z^2) / 2), k = 0, 1, 2, by Simpson's rule; ends
// where w is negligible are left out. About c nothing cancels, however far out the window is.
static vro_distribution_moments normal_moments(const vro_distribution *distribution) {
    if (isnan(distribution->min) && isnan(distribution->max))
        return given_moments(distribution);
    const double a = standardised(distribution, distribution->min, -INFINITY);
    const double b = standardised(distribution, distribution->max, INFINITY);
    const double c = fmin(fmax(0, a), b), far = sqrt(c * c + 2 * NEGLIGIBLE);
    const double from = fmax(a, -far), width = (fmin(b, far) - from) / INTERVALS;
    double sums[3] = {0};
    for (int i = 0; i <= INTERVALS; i++) {
        const double z = from + width * i, away = z - c;
        const double share = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
        const double weight = share * exp(0.5 * (c - z) * (c + z));
        sums[0] += weight;
        sums[1] += weight * away;
        sums[2] += weight * away * away;
    }
    const double mean = sums[1] / sums[0];
    return (vro_distribution_moments){distribution->value + distribution->sd * (c + mean),
                                      distribution->sd *
                                          sqrt(fmax(0, sums[2] / sums[0] - mean * mean))};
}

// mean m = (min + 4 mode + max) / 6, variance (m - min) (max - m) / 7.
static vro_distribution_moments pert_moments(const vro_distribution *distribution) {
    const double min = distribution->min, max = distribution->max;
    const double mean = (min + 4 * distribution->value + max) / 6;
    return (vro_distribution_moments){mean, sqrt((mean - min) * (max - mean) / 7)};
}

// Of the ends and the mode x, y, z: mean (x + y + z) / 3, variance
// ((x - y)^2 + (y - z)^2 + (z - x)^2) / 36.
static vro_distribution_moments triangular_moments(const vro_distribution *distribution) {
    const double x = distribution->min, y = distribution->value, z = distribution->max;
    const double squares = (x - y) * (x - y) + (y - z) * (y - z) + (z - x) * (z - x);
    return (vro_distribution_moments){(x + y + z) / 3, sqrt(squares / 36)};
}

static vro_distribution_moments uniform_moments(const vro_distribution *distribution) {
    const double range = distribution->max - distribution->min;
    return (vro_distribution_moments){0.5 * (distribution->min + distribution->max),
                                      range / sqrt(12)};
}

typedef vro_distribution_moments moments_function(const vro_distribution *distribution);

static moments_function *const FUNCTIONS[VRO_DISTRIBUTION_KINDS] = {
    [VRO_DISTRIBUTION_FIXED] = fixed_moments,
    [VRO_DISTRIBUTION_NORMAL] = normal_moments,
    [VRO_DISTRIBUTION_LOGNORMAL] = given_moments,
    [VRO_DISTRIBUTION_GAMMA] = given_moments,
    [VRO_DISTRIBUTION_BETA] = given_moments,
    [VRO_DISTRIBUTION_PERT] = pert_moments,
    [VRO_DISTRIBUTION_TRIANGULAR] = triangular_moments,
    [VRO_DISTRIBUTION_UNIFORM] = uniform_moments,
};

vro_distribution_moments vro_distribution_moments_of(const vro_distribution *distribution) {
    return FUNCTIONS[distribution->kind](distribution);
}
