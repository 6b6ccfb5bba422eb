// What a proposed study is worth to all children for whom the decision is made, and what is left of
// that after its cost: the expected net benefit of sampling (ENBS). In units of the cost of the
// trade-off between costs and QALYs, thousands.
#ifndef VROSIM_STUDY_SAMPLING_BENEFIT_H
#define VROSIM_STUDY_SAMPLING_BENEFIT_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/study/proposed_study.h"

#include <stdbool.h>

typedef struct vro_sampling_benefit {
    vro_expectation population_value; // EVSI of all children; NAN where it is not said how many
    double cost;                      // of the study; NAN where one of them is not given
    vro_expectation net_benefit;      // population_value - cost
    bool optimal;                     // net_benefit is the greatest, and above 0
    bool near_optimal; // net_benefit is at most its standard error below the greatest, which is
                       // above 0
} vro_sampling_benefit;

// The children that can still profit from a study, each counted as discounted to now: from its
// delay to its years, children_per_year e^(-r t) dt at the scenario's continuous rate r for costs.
// NAN where the study does not say.
double vro_sampling_benefit_children(const vro_proposed_study *study, const vro_scenario *scenario);

// From the EVSI per child of each size, values [sizes], and the children who profit. found:
// [sizes].
void vro_sampling_benefits_find(const vro_proposed_study *study, const vro_expectation *values,
                                double children, vro_sampling_benefit *found);

#endif
