// Laws that several tests try: ordinary ones as in the scenario tables, and extreme ones that are
// valid all the same.
#ifndef VROSIM_TESTS_LAWS_H
#define VROSIM_TESTS_LAWS_H

#include "vrosim/core/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

static const vro_law ORDINARY_LAWS[] = {
    {VRO_LAW_FIXED, 12.5, NAN, NAN, NAN},  {VRO_LAW_NORMAL, 0, 7, NAN, NAN},
    {VRO_LAW_NORMAL, 8.3, 3.2, 2.4, 17.7}, {VRO_LAW_NORMAL, 138, 9, 110, 180},
    {VRO_LAW_NORMAL, -2, 10, -15, NAN},    {VRO_LAW_NORMAL, 160, 10, NAN, 175},
    {VRO_LAW_LOGNORMAL, 10, 4, NAN, NAN},  {VRO_LAW_LOGNORMAL, 14, 10, NAN, NAN},
    {VRO_LAW_GAMMA, 152, 10, NAN, NAN},    {VRO_LAW_GAMMA, 4, 3, NAN, NAN},
    {VRO_LAW_BETA, 0.1, 0.08, NAN, NAN},   {VRO_LAW_BETA, 0.55, 0.18, NAN, NAN},
    {VRO_LAW_BETA, 48, 20, 10, 100},       {VRO_LAW_BETA, -0.5, 0.2, -1, NAN},
    {VRO_LAW_PERT, 10, NAN, 8, 12},        {VRO_LAW_PERT, 30, NAN, 0, 100},
    {VRO_LAW_TRIANGULAR, 5, NAN, -20, 20}, {VRO_LAW_TRIANGULAR, 0.5, NAN, 0.2, 0.8},
    {VRO_LAW_UNIFORM, NAN, NAN, -4, 10},   {VRO_LAW_UNIFORM, NAN, NAN, 110, 165},
};

static const vro_law EXTREME_LAWS[] = {
    {VRO_LAW_NORMAL, 0, 1, 6.9, 7.1}, // windows far out in a tail
    {VRO_LAW_NORMAL, 0, 1, -7.1, -6.9},
    {VRO_LAW_NORMAL, 0, 1, 7, NAN},
    {VRO_LAW_NORMAL, 50, 3, NAN, 29},
    {VRO_LAW_NORMAL, 0, 1, -8, 8},
    {VRO_LAW_NORMAL, 5, 100, 5, 15}, // a narrow window
    {VRO_LAW_NORMAL, 1000, 1e-3, NAN, NAN},
    {VRO_LAW_LOGNORMAL, 5, 50, NAN, NAN},
    {VRO_LAW_LOGNORMAL, 100, 0.1, NAN, NAN},
    {VRO_LAW_GAMMA, 6, 18, NAN, NAN},   // a shape of 1/9
    {VRO_LAW_GAMMA, 1, 100, NAN, NAN},  // of 1/10000: median below the least number of a double
    {VRO_LAW_GAMMA, 10, 0.1, NAN, NAN}, // of 10000
    {VRO_LAW_BETA, 0.5, 0.49507377148833716, NAN, NAN}, // both shapes 0.01
    {VRO_LAW_BETA, 0.99, 0.0989, 0, 1},                 // shapes 0.01 and 0.0001
    {VRO_LAW_BETA, 0.02, 0.13, 0, 1},                   // J-shaped
    {VRO_LAW_BETA, 0.5, 0.002, NAN, NAN},               // both shapes 31250
    {VRO_LAW_PERT, 8, NAN, 8, 12},                      // the mode at an end
    {VRO_LAW_PERT, 12, NAN, 8, 12},
    {VRO_LAW_TRIANGULAR, 8, NAN, 8, 12},
    {VRO_LAW_TRIANGULAR, 12, NAN, 8, 12},
    {VRO_LAW_UNIFORM, NAN, NAN, 0, 1e-9},
};

enum {
    ORDINARY = sizeof ORDINARY_LAWS / sizeof *ORDINARY_LAWS,
    EXTREME = sizeof EXTREME_LAWS / sizeof *EXTREME_LAWS
};

// Law i of both tables, i < ORDINARY + EXTREME.
static inline const vro_law *example_law(size_t i) {
    return i < ORDINARY ? &ORDINARY_LAWS[i] : &EXTREME_LAWS[i - ORDINARY];
}

typedef struct law_text {
    char text[120];
} law_text;

// "gamma(value 4, sd 3, min nan, max nan)".
static inline law_text describe_law(const vro_law *law) {
    law_text description;
    snprintf(description.text, sizeof description.text, "%s(value %g, sd %g, min %g, max %g)",
             vro_law_name(law->kind), law->value, law->sd, law->min, law->max);
    return description;
}

// Where the support ends though the columns are empty: as in model section 10.
static inline double law_least(const vro_law *law) {
    return isnan(law->min) ? law->kind == VRO_LAW_BETA ? 0 : -INFINITY : law->min;
}

static inline double law_greatest(const vro_law *law) {
    return isnan(law->max) ? law->kind == VRO_LAW_BETA ? 1 : INFINITY : law->max;
}

// Whether a beta law's mass lies nearly all at its ends: its shapes sum to less than 1/4.
static inline bool at_its_ends(const vro_law *law) {
    return law->kind == VRO_LAW_BETA && law->sd * law->sd > 0.8 * (law->value - law_least(law)) *
                                                                (law_greatest(law) - law->value);
}

typedef struct law_moments {
    double mean;
    double sd;
} law_moments;

// Closed form of a normal law between two bounds: with p = phi / mass at each,
// mean = m + s (p_low - p_high), variance = s^2 (1 + a p_low - b p_high - (p_low - p_high)^2).
static inline law_moments moments_of_normal(const vro_law *law) {
    const double a = (law_least(law) - law->value) / law->sd;
    const double b = (law_greatest(law) - law->value) / law->sd;
    const double mass = a > 0 ? gsl_cdf_ugaussian_Q(a) - gsl_cdf_ugaussian_Q(b)
                              : gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(a);
    const double low = gsl_ran_ugaussian_pdf(a) / mass, high = gsl_ran_ugaussian_pdf(b) / mass;
    const double square = 1 + (isinf(a) ? 0 : a * low) - (isinf(b) ? 0 : b * high);
    return (law_moments){law->value + law->sd * (low - high),
                         law->sd * sqrt(square - gsl_pow_2(low - high))};
}

// What the table says, or what follows from it.
static inline law_moments moments_of(const vro_law *law) {
    const double a = law->min, m = law->value, b = law->max;
    const double mean = (a + 4 * m + b) / 6;
    switch (law->kind) {
    case VRO_LAW_FIXED:
        return (law_moments){law->value, 0};
    case VRO_LAW_NORMAL:
        return moments_of_normal(law);
    case VRO_LAW_PERT: // a beta law whose shapes sum to 6
        return (law_moments){mean, sqrt((mean - a) * (b - mean) / 7)};
    case VRO_LAW_TRIANGULAR:
        return (law_moments){(a + m + b) / 3,
                             sqrt((a * a + m * m + b * b - a * m - a * b - m * b) / 18)};
    case VRO_LAW_UNIFORM:
        return (law_moments){(a + b) / 2, (b - a) / sqrt(12)};
    default:
        return (law_moments){law->value, law->sd};
    }
}

#endif
