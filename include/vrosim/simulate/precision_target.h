// The Monte Carlo precision that a run must reach, and the numbers of children at which it is
// examined.
#ifndef VROSIM_SIMULATE_PRECISION_TARGET_H
#define VROSIM_SIMULATE_PRECISION_TARGET_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The greatest Monte Carlo standard error of the mean of an outcome of all children, under every
// strategy; or of its paired difference from the reference strategy.
typedef struct vro_precision_goal {
    vro_outcome_id outcome;
    bool difference;
    bool relative; // se is a fraction of the absolute value of the estimate
    double se;     // above 0; in the unit of the outcome unless relative
} vro_precision_goal;

// More children than can be simulated: the number needed where it cannot be estimated.
#define VRO_PRECISION_TARGET_NEVER 1e18

enum { VRO_PRECISION_GOALS_MAX = 2 * VRO_OUTCOMES };

typedef struct vro_precision_target {
    size_t count;     // 0: no target
    const char *text; // that it was read from, borrowed
    vro_precision_goal goals[VRO_PRECISION_GOALS_MAX];
} vro_precision_target;

// Reads "OUTCOME=SE", "OUTCOME=5%" or "difference:OUTCOME=SE", several separated by commas.
// outcomes: those of the scenario; NULL where it is not known yet: then only what is a fault in
// every scenario is one, and the target serves for nothing else. Names all faults; with any,
// returns VRO_BAD_USAGE, and self has no goal. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_precision_target_read(vro_precision_target *self,
                                                    const vro_outcome_set *outcomes,
                                                    const char *text, vro_errors *errors);

// Whether any goal is a difference between strategies.
bool vro_precision_target_compares(const vro_precision_target *self);

// The least number of children that is likely to reach the target, as standard errors fall with its
// square root: n r^2, where n is the number of children of the results and r the greatest ratio of
// a standard error to its goal; at most VRO_PRECISION_TARGET_NEVER. An outcome that no child or
// every child has is given the standard error 1 / n, as if one child differed. The target is
// reached where the number is at most n.
double vro_precision_target_children(const vro_precision_target *self,
                                     const vro_results_view *results);

// The numbers of children at which a run is examined are VRO_BLOCK times 1, 2, 3, 4, 6, 8, 12, 16,
// 24, ...; returns the smallest above `children`.
uint64_t vro_precision_target_next_look(uint64_t children);

#endif
