// The value of treating by subgroup (static heterogeneity; Espinoza and others 2014,
// doi:10.1177/0272989X14538705): the expected net benefit of the strategy that is best in each
// subgroup, minus that of the one strategy that is best for all children. Subgroups are those of
// what is known before surgery: the GMFCS levels and every division of the scenario's children. A
// subgroup without children in some sample is treated like all.
//
// The strategy of a subgroup is chosen on the same samples and children that tell what the choice
// brings, so small subgroups look better than they are: among few children the best strategy is
// that of chance. For single simulated children this would be nothing but chance, since what
// happens to a child is not known before; there is no value by child.
#ifndef VROSIM_STUDY_SUBGROUP_DECISIONS_H
#define VROSIM_STUDY_SUBGROUP_DECISIONS_H

#include "vrosim/study/decisions.h"

// A subgroup at a threshold.
typedef struct vro_subgroup_choice {
    size_t best;           // the strategy with the greatest expected net benefit there
    vro_expectation value; // per child of the subgroup: its net benefit minus that of the strategy
                           // that is best for all children
} vro_subgroup_choice;

// All subgroups of a division under a trade-off.
typedef struct vro_subgroup_decision {
    const vro_choice *overall;            // that of all children, borrowed
    char division[VRO_SUBGROUP_NAME_MAX]; // "gmfcs", "sex", "gmfcs*age"
    size_t first;                         // subgroups first .. first + count - 1 of the scenario's
    size_t count;
    double *shares;               // [count] of the children, mean over the samples; owned
    vro_subgroup_choice *choices; // [thresholds][count], owned
    // [thresholds] per child of all: the sum over subgroups of share times gain, mean over the
    // samples, whose shares differ; owned
    vro_expectation *values;
} vro_subgroup_decision;

typedef struct vro_subgroup_decisions {
    vro_subgroup_decision *decisions; // [count], by trade-off, then division; owned
    size_t count;
} vro_subgroup_decisions;

// Evaluates every division at every threshold of the decisions, from which self borrows. The errors
// have two parts: that of the samples, and, from batches of children, that of the children. NAN
// where nothing is gained. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_subgroup_decisions_init(vro_subgroup_decisions *self,
                                                      const vro_decisions *decisions,
                                                      vro_errors *errors);

// Of a decision the choices [count] at threshold number `threshold`.
const vro_subgroup_choice *vro_subgroup_decision_choices(const vro_subgroup_decision *self,
                                                         size_t threshold);

// Releases everything.
void vro_subgroup_decisions_free(vro_subgroup_decisions *self);

#endif
