// The outcomes by the usual landmarks, 1, 2, 5 and 10 years, which the default scenario has.
#ifndef VROSIM_TESTS_USUAL_LANDMARKS_H
#define VROSIM_TESTS_USUAL_LANDMARKS_H

#include "vrosim/model/outcome_set.h"

#define VRO_REVISION_BY_1Y ((vro_outcome_id)VRO_REVISION_BY)
#define VRO_REVISION_BY_2Y ((vro_outcome_id)(VRO_REVISION_BY + 1))
#define VRO_REVISION_BY_5Y ((vro_outcome_id)(VRO_REVISION_BY + 2))
#define VRO_REVISION_BY_10Y ((vro_outcome_id)(VRO_REVISION_BY + 3))

// All outcomes by these landmarks; economic: with cost and QALYs. Static.
static inline const vro_outcome_set *usual_outcomes(bool economic) {
    static vro_outcome_set sets[2]; // [economic]
    vro_outcome_set *set = &sets[economic];
    vro_outcome_set_init(set, NULL);
    if (economic)
        return set;
    set->costs = set->utilities = false;
    set->count = set->place[VRO_FIRST_ECONOMIC];
    for (size_t id = VRO_FIRST_ECONOMIC; id < VRO_OUTCOMES; id++)
        set->place[id] = VRO_OUTCOMES;
    return set;
}

#endif
