// The decisions that an uncertainty analysis informs: for every trade-off of the scenario and every
// subgroup of its children effect and cost of each strategy in each sample, the best strategy at
// each threshold, and the value of partial information.
#ifndef VROSIM_STUDY_DECISIONS_H
#define VROSIM_STUDY_DECISIONS_H

#include "vrosim/core/error.h"
#include "vrosim/core/number_list.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/study/decision.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/parameter_sets.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_choice {
    vro_trade_off_id trade_off;
    size_t subgroup;                               // of the scenario's (input/subgroups.h)
    const vro_number_list *thresholds;             // borrowed
    double *effects;                               // [samples][strategies], owned; more is better
    double *costs;                                 // the same
    vro_consequences consequences;                 // of these
    vro_decision *decisions;                       // [thresholds], owned
    vro_strategy_evaluation *strategy_evaluations; // [thresholds][strategies], owned
    vro_expectation *partial_information; // [thresholds][sets] EVPPI, owned; NAN for sets of too
                                          // many parameters for the samples that there are
} vro_choice;

typedef struct vro_decisions {
    const vro_ensemble *ensemble;   // borrowed
    const vro_parameter_sets *sets; // borrowed
    vro_choice *choices;            // [count], owned: by trade-off, then subgroup
    size_t count;
} vro_decisions;

// Evaluates every choice: one for all children, and one for each subgroup that has children in
// every sample. thresholds: of each trade-off, borrowed. threads work on the sets of parameters;
// the results do not depend on them. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_decisions_init(vro_decisions *self, const vro_ensemble *ensemble,
                                             const vro_parameter_sets *sets,
                                             const vro_number_list thresholds[VRO_TRADE_OFFS],
                                             int threads, vro_errors *errors);

// The evaluation of a choice at its threshold number `threshold`. Borrows from self.
vro_evaluation vro_choice_evaluation(const vro_choice *self, size_t threshold);

// The number of the threshold with the greatest EVPI, the first of equals.
size_t vro_choice_peak(const vro_choice *self);

// Whether there are too few samples to estimate the value of a set.
bool vro_decisions_lack(const vro_decisions *self, size_t set);

// The EVPPI of set number `set` at threshold number `threshold` of a choice.
vro_expectation vro_decisions_partial_information(const vro_decisions *self,
                                                  const vro_choice *choice, size_t threshold,
                                                  size_t set);

// Releases everything.
void vro_decisions_free(vro_decisions *self);

#endif
