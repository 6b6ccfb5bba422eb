// Rare events by their probability: sums over children of the probabilities with which each event
// was drawn (model/rare_event.h). Whole numbers only, so that adding in any order gives the same
// bytes.
#ifndef VROSIM_OUTCOME_EXPECTED_EVENTS_H
#define VROSIM_OUTCOME_EXPECTED_EVENTS_H

#include "vrosim/core/error.h"
#include "vrosim/model/rare_event.h"
#include "vrosim/model/results.h"
#include "vrosim/outcome/moments.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Of one event, with x the sum of its probabilities in a course, in 2^-VRO_CHANCE_BITS.
typedef struct vro_expected_sums {
    vro_wide sum;    // of x
    vro_wide square; // of x^2
} vro_expected_sums;

// Over replicates of scrambled Sobol points (outcome/replicates.h), with s the sum of x over the n
// children of one.
typedef struct vro_expected_products {
    vro_wide ss;
    vro_wide sn;
} vro_expected_products;

typedef struct vro_expected_events {
    size_t strategies;
    size_t strata;                   // the levels, then the categories (input/subgroups.h)
    vro_expected_sums *sums;         // [strategies][strata][VRO_RARE_EVENTS], owned
    vro_expected_products *products; // [strategies][1 + strata][VRO_RARE_EVENTS], owned
    uint64_t *before;                // [strategies][strata][VRO_RARE_EVENTS], owned: sums at the
                                     // last replicate's end, modulo 2^64
    uint64_t *children_before;       // [strata], owned: children then
} vro_expected_events;

// All zero. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_expected_events_init(vro_expected_events *self, size_t strategies,
                                                   size_t strata, vro_errors *errors);

// Adds the results of children of one level, all of one stratum, to that. Nothing where they do not
// say what the probabilities are.
void vro_expected_events_add(vro_expected_events *self, size_t strategy, size_t stratum,
                             const vro_results *results);

// Begins a replicate, as vro_replicates_begin does. children: [strata], so far.
void vro_expected_events_begin_replicate(vro_expected_events *self, const uint64_t *children);

// Takes what was added since the replicate began as one more.
void vro_expected_events_end_replicate(vro_expected_events *self, const uint64_t *children);

// Adds other, of the same shape, into self. Neither is in the middle of a replicate.
void vro_expected_events_merge(vro_expected_events *self, const vro_expected_events *other);

// Of an event in a subgroup; the children are not counted.
vro_expected_sums vro_expected_events_sums(const vro_expected_events *self, size_t strategy,
                                           size_t subgroup, vro_rare_event event);
vro_expected_products vro_expected_events_products(const vro_expected_events *self, size_t strategy,
                                                   size_t subgroup, vro_rare_event event);

// Whether the sums can be those of children[strata].
bool vro_expected_events_are_consistent(const vro_expected_events *self, const uint64_t *children);

void vro_expected_events_free(vro_expected_events *self);

#endif
