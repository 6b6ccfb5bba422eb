// Sums over courses without histograms and times: enough for the means of all outcomes and their
// paired differences, a tenth of a tally's work. Integers only, so adding in any order gives the
// same bytes.
#ifndef VROSIM_OUTPUT_SUMS_H
#define VROSIM_OUTPUT_SUMS_H

#include "vrosim/core/error.h"
#include "vrosim/output/contrast.h"
#include "vrosim/output/estimate.h"

#include <stddef.h>

typedef struct vro_sums {
    size_t strategies;
    size_t groups;        // the levels and the bands (input/subgroups.h)
    vro_moments *moments; // [strategies][groups][VRO_OUTCOMES], owned
    vro_pair *pairs;      // the same shape; strategy 0, the reference, stays 0; owned
} vro_sums;

// All zero. bands: of the subgroups that the results are divided into. VRO_NO_MEMORY leaves self
// safe to free.
VRO_MUST_CHECK vro_status vro_sums_init(vro_sums *self, size_t strategies, size_t bands,
                                        vro_errors *errors);

// Sets all to zero again.
void vro_sums_clear(vro_sums *self);

// Adds the results of a chunk under a strategy; reference are those of strategy 0 for the same
// children. The results have as many bands as self.
void vro_sums_add(vro_sums *self, size_t strategy, size_t level, const vro_results *results,
                  const vro_results *reference);

// The mean of an outcome in a subgroup (0 all, i + 1 group i), as in summary.csv.
vro_estimate vro_sums_mean(const vro_sums *self, size_t strategy, size_t subgroup,
                           vro_outcome_id outcome);

// Its paired difference from strategy 0, as in contrasts.csv.
vro_estimate vro_sums_difference(const vro_sums *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome);

// Adds other, of as many strategies and bands, into self.
void vro_sums_merge(vro_sums *self, const vro_sums *other);

// Releases everything; safe on zeroed sums, and twice.
void vro_sums_free(vro_sums *self);

#endif
