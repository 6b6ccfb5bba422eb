// The precision that a run is to reach (--target-se), and the numbers of children at which it is
// looked at.
#ifndef VROSIM_SIMULATE_PRECISION_TARGET_H
#define VROSIM_SIMULATE_PRECISION_TARGET_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The greatest Monte Carlo standard error of the mean of an outcome of all children, under every
// strategy; or of its paired difference to the reference.
typedef struct vro_precision_goal {
    vro_outcome_id outcome;
    bool difference;
    bool relative; // se is a share of the absolute value
    double se;
} vro_precision_goal;

// More children than can be simulated: what is needed where that cannot be told.
#define VRO_PRECISION_TARGET_NEVER 1e18

enum { VRO_PRECISION_GOALS_MAX = 2 * VRO_OUTCOMES };

typedef struct vro_precision_target {
    size_t count;     // 0: none
    const char *text; // that it was read from, borrowed
    vro_precision_goal goals[VRO_PRECISION_GOALS_MAX];
} vro_precision_target;

// Reads "OUTCOME=SE", "OUTCOME=5%" or "difference:OUTCOME=SE", several with commas between. All
// faults are named; with any, returns VRO_BAD_USAGE and self has no goal.
VRO_MUST_CHECK vro_status vro_precision_target_read(vro_precision_target *self, const char *text,
                                                    vro_errors *errors);

// Whether any goal is a difference between strategies.
bool vro_precision_target_compares(const vro_precision_target *self);

// The least number of children that is likely to meet the target, from the standard errors of the
// study, which fall with the square root of the number: its own number times the square of the
// greatest excess, at most VRO_PRECISION_TARGET_NEVER. Where an outcome has never occurred, or
// always, its standard error is taken as that of one child who differs. The target is met where
// this is at most the study's own.
double vro_precision_target_children(const vro_precision_target *self,
                                     const vro_results_view *study);

// The numbers of children at which a run is looked at: the smallest such number of whole blocks
// that is above `children`. They are blocks times 1, 2, 3, 4, 6, 8, 12, 16, 24, ...
uint64_t vro_precision_target_next_look(uint64_t children);

#endif
