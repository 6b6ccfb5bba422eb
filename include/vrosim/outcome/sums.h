// Sums over courses: enough for the means of all outcomes and their paired differences, a tenth of
// the work of a tally, which has histograms and times beside them. Whole numbers only, so that
// adding in any order gives the same bytes.
#ifndef VROSIM_OUTCOME_SUMS_H
#define VROSIM_OUTCOME_SUMS_H

#include "vrosim/core/error.h"
#include "vrosim/model/results.h"
#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/moments.h"

#include <stddef.h>

typedef struct vro_sums {
    size_t strategies;
    vro_outcome_set outcomes; // that are summed
    size_t strata;            // the levels, then the categories (input/subgroups.h)
    vro_moments *moments;     // [strategies][strata][VRO_OUTCOMES], owned
    vro_pair *pairs;          // the same shape, owned; strategy 0, the reference, stays 0
    int32_t *gathered;        // [2][VRO_CHUNK], owned: scratch for one outcome of one category
} vro_sums;

// All zero. categories: of all divisions of the results.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_sums_init(vro_sums *self, size_t strategies,
                                        const vro_outcome_set *outcomes, size_t categories,
                                        vro_errors *errors);

// Sets all to zero again.
void vro_sums_clear(vro_sums *self);

// Adds the results of a chunk of one level under a strategy to the sums of its level and of its
// categories, of which the results have as many as self. reference: those of strategy 0 for the
// same children, not read for strategy 0 itself.
void vro_sums_add(vro_sums *self, size_t strategy, size_t level, const vro_results *results,
                  const vro_results *reference);

// Adds the results of children of one stratum to that alone.
void vro_sums_add_stratum(vro_sums *self, size_t strategy, size_t stratum,
                          const vro_results *results, const vro_results *reference);

// The sums of an outcome in a subgroup (input/subgroups.h).
vro_moments vro_sums_moments(const vro_sums *self, size_t strategy, size_t subgroup,
                             vro_outcome_id outcome);
vro_pair vro_sums_pair(const vro_sums *self, size_t strategy, size_t subgroup,
                       vro_outcome_id outcome);

// The mean of an outcome in a subgroup, for calculations (vro_estimate_mean); of a
// share with the error sqrt(p (1 - p) / n).
vro_estimate vro_sums_mean(const vro_sums *self, size_t strategy, size_t subgroup,
                           vro_outcome_id outcome);

// Its paired difference from strategy 0, in the same way.
vro_estimate vro_sums_difference(const vro_sums *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome);

// Adds other, of the same shape, into self.
void vro_sums_merge(vro_sums *self, const vro_sums *other);

void vro_sums_free(vro_sums *self);

#endif
