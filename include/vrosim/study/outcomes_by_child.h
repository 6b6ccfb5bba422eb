// The chosen outcomes of each child of a piece under every strategy, and the strata of the child,
// so that the same children can be compared under another scenario.
#ifndef VROSIM_STUDY_OUTCOMES_BY_CHILD_H
#define VROSIM_STUDY_OUTCOMES_BY_CHILD_H

#include "vrosim/core/error.h"
#include "vrosim/model/results.h"
#include "vrosim/study/measures.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_outcomes_by_child {
    const vro_measures *measures; // borrowed
    size_t room;                  // children
    int32_t *values;              // [strategies][outcomes][room], as in vro_results; owned
    uint64_t *strata;             // [room], bit i: in stratum i (input/subgroups.h); owned
} vro_outcomes_by_child;

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_outcomes_by_child_init(vro_outcomes_by_child *self,
                                                     const vro_measures *measures, size_t room,
                                                     vro_errors *errors);

// Keeps the results of a chunk of one level under a strategy; child i of the chunk is child
// patients[i] - first of the piece.
void vro_outcomes_by_child_take(vro_outcomes_by_child *self, size_t strategy, size_t level,
                                const vro_results *results, const uint64_t *patients,
                                uint64_t first);

// A measure in each of the first n children: the outcome, or the difference; VRO_NO_VALUE where
// a child does not have it or is not of the subgroup. Points into self or to scratch[n].
const int32_t *vro_outcomes_by_child_series(const vro_outcomes_by_child *self,
                                            const vro_measure *measure, size_t n, int32_t *scratch);

// Releases everything.
void vro_outcomes_by_child_free(vro_outcomes_by_child *self);

#endif
