// One measure in the same children under two scenarios, low and high: exact sums, from which come
// the mean under each and the change of the mean with the error of the pairs.
#ifndef VROSIM_STUDY_PAIRED_CHANGE_H
#define VROSIM_STUDY_PAIRED_CHANGE_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/moments.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_paired_change {
    vro_moments low;   // of the children who have the measure under the low scenario
    vro_moments high;  // and under the high
    uint64_t both;     // children who have it under both, and their
    vro_wide low_sum;  // sums
    vro_wide high_sum; // and
    vro_wide product;  // sum of low x high
} vro_paired_change;

// Adds n children, at most a block; VRO_NO_VALUE where a child does not have the measure, other
// values at most 2^24. high NULL: only the low scenario was run.
void vro_paired_change_add(vro_paired_change *self, const int32_t *low, const int32_t *high,
                           size_t n);

// Adds the sums of other to those of self.
void vro_paired_change_merge(vro_paired_change *self, const vro_paired_change *other);

// The mean of an outcome under high minus that under low. Where the same children have the measure
// under both, it is the mean of their changes (vro_estimate_difference). Where they are not the
// same (healing, without an osteotomy in one scenario), var = var(high) + var(low) - 2 cov, and the
// covariance comes from the children who have it under both; normal interval.
vro_estimate vro_paired_change_change(const vro_paired_change *self, vro_outcome_id outcome);

#endif
