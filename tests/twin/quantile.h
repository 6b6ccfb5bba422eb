// Exact quantiles of the distributions of a scenario table (model.md 10.1), one at a time
// through gsl_cdf_*: the twin's own, apart from the engine's tables and from
// vro_quantile.
#ifndef VROSIM_TESTS_TWIN_QUANTILE_H
#define VROSIM_TESTS_TWIN_QUANTILE_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>

// A distribution made ready for quantiles. What a kind does not need is 0.
typedef struct vro_twin_distribution {
    vro_distribution_kind kind;
    double lower; // ends of the support, infinite where open
    double upper;
    double value;       // fixed: the number; normal: parent mean; lognormal: mean of the logarithm;
                        // triangular: mode
    double scale;       // normal: parent sd; lognormal: sd of the logarithm; gamma: scale
    double shape;       // gamma; beta and pert: alpha
    double shape_upper; // beta and pert: beta
    double below;       // normal: parent probability below lower,
    double above;       // above upper,
    double inside;      // and between them
} vro_twin_distribution;

// A probability and its complement, each to full precision.
typedef struct vro_twin_probability {
    double below;
    double above;
} vro_twin_probability;

// distribution must be valid (no faults).
vro_twin_distribution vro_twin_distribution_prepare(const vro_distribution *distribution);

// Whether two prepared distributions are the same.
bool vro_twin_distribution_is(const vro_twin_distribution *self,
                              const vro_twin_distribution *other);

// The value with probability.below under it. 0 < below, above < 1.
double vro_twin_quantile(const vro_twin_distribution *distribution,
                         vro_twin_probability probability);

// The probability below a standard normal score.
vro_twin_probability vro_twin_normal_probability(double score);

#endif
