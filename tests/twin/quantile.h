// Exact quantiles of the distributions of a scenario table (model section 10), one at a time
// through gsl_cdf_*: the twin's own, apart from the engine's tables and from
// vro_distribution_quantile.
#ifndef VROSIM_TESTS_TWIN_QUANTILE_H
#define VROSIM_TESTS_TWIN_QUANTILE_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>

// A distribution made ready for quantiles. What a kind does not need is 0.
typedef struct vro_paired_change_law {
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
} vro_paired_change_law;

// A probability and its complement, each to full precision.
typedef struct vro_paired_change_probability {
    double below;
    double above;
} vro_paired_change_probability;

// distribution must be valid (no faults).
vro_paired_change_law vro_paired_change_law_prepare(const vro_distribution *distribution);

// Whether two prepared distributions are the same.
bool vro_paired_change_law_is(const vro_paired_change_law *self,
                              const vro_paired_change_law *other);

// The value with probability.below under it. 0 < below, above < 1.
double vro_paired_change_quantile(const vro_paired_change_law *distribution,
                                  vro_paired_change_probability probability);

// The probability below a standard normal score.
vro_paired_change_probability vro_paired_change_normal_probability(double score);

#endif
