// Distributions that several tests try: ordinary ones as in the scenario tables, and extreme ones
// that are valid all the same.
#ifndef VROSIM_TESTS_DISTRIBUTIONS_H
#define VROSIM_TESTS_DISTRIBUTIONS_H

#include "vrosim/core/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

static const vro_distribution ORDINARY_DISTRIBUTIONS[] = {
    {VRO_DISTRIBUTION_FIXED, 12.5, NAN, NAN, NAN},
    {VRO_DISTRIBUTION_NORMAL, 0, 7, NAN, NAN},
    {VRO_DISTRIBUTION_NORMAL, 8.3, 3.2, 2.4, 17.7},
    {VRO_DISTRIBUTION_NORMAL, 138, 9, 110, 180},
    {VRO_DISTRIBUTION_NORMAL, -2, 10, -15, NAN},
    {VRO_DISTRIBUTION_NORMAL, 160, 10, NAN, 175},
    {VRO_DISTRIBUTION_LOGNORMAL, 10, 4, NAN, NAN},
    {VRO_DISTRIBUTION_LOGNORMAL, 14, 10, NAN, NAN},
    {VRO_DISTRIBUTION_GAMMA, 152, 10, NAN, NAN},
    {VRO_DISTRIBUTION_GAMMA, 4, 3, NAN, NAN},
    {VRO_DISTRIBUTION_BETA, 0.1, 0.08, NAN, NAN},
    {VRO_DISTRIBUTION_BETA, 0.55, 0.18, NAN, NAN},
    {VRO_DISTRIBUTION_BETA, 48, 20, 10, 100},
    {VRO_DISTRIBUTION_BETA, -0.5, 0.2, -1, NAN},
    {VRO_DISTRIBUTION_PERT, 10, NAN, 8, 12},
    {VRO_DISTRIBUTION_PERT, 30, NAN, 0, 100},
    {VRO_DISTRIBUTION_TRIANGULAR, 5, NAN, -20, 20},
    {VRO_DISTRIBUTION_TRIANGULAR, 0.5, NAN, 0.2, 0.8},
    {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, -4, 10},
    {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 110, 165},
};

static const vro_distribution EXTREME_DISTRIBUTIONS[] = {
    {VRO_DISTRIBUTION_NORMAL, 0, 1, 6.9, 7.1}, // windows far out in a tail
    {VRO_DISTRIBUTION_NORMAL, 0, 1, -7.1, -6.9},
    {VRO_DISTRIBUTION_NORMAL, 0, 1, 7, NAN},
    {VRO_DISTRIBUTION_NORMAL, 50, 3, NAN, 29},
    {VRO_DISTRIBUTION_NORMAL, 0, 1, -8, 8},
    {VRO_DISTRIBUTION_NORMAL, 5, 100, 5, 15}, // a narrow window
    {VRO_DISTRIBUTION_NORMAL, 1000, 1e-3, NAN, NAN},
    {VRO_DISTRIBUTION_LOGNORMAL, 5, 50, NAN, NAN},
    {VRO_DISTRIBUTION_LOGNORMAL, 100, 0.1, NAN, NAN},
    {VRO_DISTRIBUTION_GAMMA, 6, 18, NAN, NAN}, // a shape of 1/9
    {VRO_DISTRIBUTION_GAMMA, 1, 100, NAN,
     NAN}, // of 1/10000: median below the least number of a double
    {VRO_DISTRIBUTION_GAMMA, 10, 0.2, NAN, NAN},                 // of 2500
    {VRO_DISTRIBUTION_GAMMA, 10, 0.1, NAN, NAN},                 // of 10000
    {VRO_DISTRIBUTION_GAMMA, 100, 0.3, NAN, NAN},                // of 111111
    {VRO_DISTRIBUTION_GAMMA, 100, 0.1006, NAN, NAN},             // of 988118
    {VRO_DISTRIBUTION_BETA, 0.5, 0.49507377148833716, NAN, NAN}, // both shapes 0.01
    {VRO_DISTRIBUTION_BETA, 0.99, 0.0989, 0, 1},                 // shapes 0.01 and 0.0001
    {VRO_DISTRIBUTION_BETA, 0.02, 0.13, 0, 1},                   // J-shaped
    {VRO_DISTRIBUTION_BETA, 0.5, 0.002, NAN, NAN},               // both shapes 31250
    {VRO_DISTRIBUTION_PERT, 8, NAN, 8, 12},                      // the mode at an end
    {VRO_DISTRIBUTION_PERT, 12, NAN, 8, 12},
    {VRO_DISTRIBUTION_TRIANGULAR, 8, NAN, 8, 12},
    {VRO_DISTRIBUTION_TRIANGULAR, 12, NAN, 8, 12},
    {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 1e-9},
};

enum {
    ORDINARY = sizeof ORDINARY_DISTRIBUTIONS / sizeof *ORDINARY_DISTRIBUTIONS,
    EXTREME = sizeof EXTREME_DISTRIBUTIONS / sizeof *EXTREME_DISTRIBUTIONS
};

// Distribution i of both tables, i < ORDINARY + EXTREME.
static inline const vro_distribution *example_distribution(size_t i) {
    return i < ORDINARY ? &ORDINARY_DISTRIBUTIONS[i] : &EXTREME_DISTRIBUTIONS[i - ORDINARY];
}

typedef struct distribution_text {
    char text[120];
} distribution_text;

// "gamma(value 4, sd 3, min nan, max nan)".
static inline distribution_text describe_distribution(const vro_distribution *distribution) {
    distribution_text description;
    snprintf(description.text, sizeof description.text, "%s(value %g, sd %g, min %g, max %g)",
             vro_distribution_name(distribution->kind), distribution->value, distribution->sd,
             distribution->min, distribution->max);
    return description;
}

// Where the support ends though the columns are empty: as in model.md 10.1.
static inline double distribution_least(const vro_distribution *distribution) {
    return isnan(distribution->min) ? distribution->kind == VRO_DISTRIBUTION_BETA ? 0 : -INFINITY
                                    : distribution->min;
}

static inline double distribution_greatest(const vro_distribution *distribution) {
    return isnan(distribution->max) ? distribution->kind == VRO_DISTRIBUTION_BETA ? 1 : INFINITY
                                    : distribution->max;
}

// Whether a beta distribution's mass lies nearly all at its ends: its shapes sum to less than 1/4.
static inline bool at_its_ends(const vro_distribution *distribution) {
    return distribution->kind == VRO_DISTRIBUTION_BETA &&
           distribution->sd * distribution->sd >
               0.8 * (distribution->value - distribution_least(distribution)) *
                   (distribution_greatest(distribution) - distribution->value);
}

typedef struct distribution_moments {
    double mean;
    double sd;
} distribution_moments;

// Closed form of a normal distribution between two bounds: with p = phi / mass at each,
// mean = m + s (p_low - p_high), variance = s^2 (1 + a p_low - b p_high - (p_low - p_high)^2).
static inline distribution_moments moments_of_normal(const vro_distribution *distribution) {
    const double a = (distribution_least(distribution) - distribution->value) / distribution->sd;
    const double b = (distribution_greatest(distribution) - distribution->value) / distribution->sd;
    const double mass = a > 0 ? gsl_cdf_ugaussian_Q(a) - gsl_cdf_ugaussian_Q(b)
                              : gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(a);
    const double low = gsl_ran_ugaussian_pdf(a) / mass, high = gsl_ran_ugaussian_pdf(b) / mass;
    const double square = 1 + (isinf(a) ? 0 : a * low) - (isinf(b) ? 0 : b * high);
    return (distribution_moments){distribution->value + distribution->sd * (low - high),
                                  distribution->sd * sqrt(square - gsl_pow_2(low - high))};
}

// What the table says, or what follows from it.
static inline distribution_moments moments_of(const vro_distribution *distribution) {
    const double a = distribution->min, m = distribution->value, b = distribution->max;
    const double mean = (a + 4 * m + b) / 6;
    switch (distribution->kind) {
    case VRO_DISTRIBUTION_FIXED:
        return (distribution_moments){distribution->value, 0};
    case VRO_DISTRIBUTION_NORMAL:
        return moments_of_normal(distribution);
    case VRO_DISTRIBUTION_PERT: // a beta distribution whose shapes sum to 6
        return (distribution_moments){mean, sqrt((mean - a) * (b - mean) / 7)};
    case VRO_DISTRIBUTION_TRIANGULAR:
        return (distribution_moments){(a + m + b) / 3,
                                      sqrt((a * a + m * m + b * b - a * m - a * b - m * b) / 18)};
    case VRO_DISTRIBUTION_UNIFORM:
        return (distribution_moments){(a + b) / 2, (b - a) / sqrt(12)};
    default:
        return (distribution_moments){distribution->value, distribution->sd};
    }
}

#endif
