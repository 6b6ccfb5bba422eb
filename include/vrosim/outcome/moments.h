// Exact sums of an outcome over children, and of its difference between two strategies in the same
// child. Whole numbers only.
#ifndef VROSIM_OUTCOME_MOMENTS_H
#define VROSIM_OUTCOME_MOMENTS_H

#include "vrosim/model/outcome.h"
#include "vrosim/outcome/power_sums.h"

#include <stddef.h>
#include <stdint.h>

// Of one outcome: shares and numbers in units, quantities in steps (vro_outcome_steps).
typedef struct vro_moments {
    uint64_t count;  // children who have the outcome
    vro_wide sum;    // of x
    vro_wide square; // of x^2
    vro_wide cube;   // of x^3, like the next of quantities only
    // Of x^4, modulo 2^128, which it can pass only where most of 2^31 children have a cost of more
    // than 4,000 thousands.
    vro_unsigned_wide fourth;
} vro_moments;

// Of one outcome: d = strategy - reference in the same child, over children who have it under both.
typedef struct vro_pair {
    uint64_t count;
    vro_wide difference; // sum of d
    vro_wide square;     // sum of d^2
    uint64_t better;     // children better off under the strategy; without a direction: with less
    uint64_t worse;      // children worse off; with more
} vro_pair;

// Adds n >= 1 children, at most a chunk. x[n]: the outcome under a strategy; reference[n]: under
// strategy 0. pair: NULL for strategy 0, which has no pairs.
void vro_moments_add(vro_moments *self, vro_pair *pair, vro_outcome_id outcome, const int32_t *x,
                     const int32_t *reference, size_t n);

// The sums of the differences; the powers above the second are not known.
vro_moments vro_pair_moments(const vro_pair *self);

// Adds other, of the same outcome, into self.
void vro_moments_merge(vro_moments *self, const vro_moments *other);
void vro_pair_merge(vro_pair *self, const vro_pair *other);

#endif
