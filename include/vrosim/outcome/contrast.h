// One outcome under a strategy against the reference in the same children (paired by common random
// numbers), and the statistics of the comparison.
#ifndef VROSIM_OUTCOME_CONTRAST_H
#define VROSIM_OUTCOME_CONTRAST_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/replicate_error.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>

// In the order of contrasts.csv. Shares have the first three, numbers and quantities the next two,
// every outcome with a direction the last.
typedef enum vro_comparison {
    VRO_RISK_DIFFERENCE,        // strategy - reference
    VRO_RELATIVE_RISK,          // strategy / reference
    VRO_NUMBER_NEEDED_TO_TREAT, // 1 / (reference - strategy); negative: number needed to
                                // harm
    VRO_MEAN_DIFFERENCE,        // strategy - reference
    VRO_MEAN_RATIO,             // strategy / reference
    VRO_SHARE_BETTER,           // children better off under the strategy
    VRO_COMPARISONS
} vro_comparison;

typedef struct vro_contrast {
    vro_outcome_id outcome;
    vro_moments strategy;
    vro_moments reference;
    vro_pair pair;
    // From replicates, where there are any.
    vro_replicate_error strategy_error;
    vro_replicate_error reference_error;
    vro_replicate_error pair_error;
    vro_replicate_error better_error;
    bool skewed; // a cost or QALYs whose intervals lean to rare values: vro_contrast_use_skewness
} vro_contrast;

// The paired estimate, and the standard error that the same comparison would have from two
// independent runs of the same size (NAN if it is not defined).
typedef struct vro_compared {
    vro_estimate paired;
    double se_unpaired;
} vro_compared;

// An outcome under strategy >= 1 and under strategy 0, in a subgroup (input/subgroups.h).
vro_contrast vro_contrast_load(const vro_tally *tally, size_t strategy, size_t subgroup,
                               vro_outcome_id outcome);

// Lets the intervals of costs and QALYs, which have a base that all children have and rare events
// beside it, follow their skewness. Of other outcomes nothing changes.
void vro_contrast_use_skewness(vro_contrast *self);

// Whether an outcome has a comparison. Ratios of means are for outcomes that cannot be negative and
// that every child has.
bool vro_contrast_has(vro_outcome_id outcome, vro_comparison comparison);

// The estimate of a comparison that the outcome has. Differences are vro_estimate_pair, those of
// shares from -1 to 1; where skewness is used and all children differ, the interval is the
// wider, on each side, of that and of the one between the skewed intervals of the two means
// (vro_limits_between). Errors of ratios are by the delta method with the covariance of the pairs,
// their intervals from those of the two means (vro_limits_ratio), or, of quantities whose
// difference d has less to do with the reference's mean b than the two means have with each other,
// 1 + d / b (vro_limits_quotient). The interval of the number
// needed to treat is that of the risk difference inverted. It and the errors are NAN if that
// contains 0: the number may then be infinite.
vro_compared vro_contrast_estimate(const vro_contrast *self, vro_comparison comparison);

// "risk_difference" and so on. Static.
const char *vro_comparison_name(vro_comparison comparison);

#endif
