// A study that does not exist yet, such as a trial: who would be treated how, and what would be
// measured. What it would be worth is in study/sample_information.h, and what is left of that after
// its cost in study/sampling_benefit.h.
#ifndef VROSIM_STUDY_PROPOSED_STUDY_H
#define VROSIM_STUDY_PROPOSED_STUDY_H

#include "vrosim/core/error.h"
#include "vrosim/model/outcome_set.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    VRO_STUDY_SIZES_MAX = 100,
    VRO_STUDY_CHILDREN_MAX = 100000, // of an arm
    VRO_STUDY_ARMS_MAX = 32,
    VRO_STUDY_OUTCOMES_MAX = 16
};

// Money is in thousands of the scenario's currency, time in years.
typedef struct vro_proposed_study {
    size_t sizes[VRO_STUDY_SIZES_MAX]; // children in each arm, ascending
    size_t size_count;                 // 0: no study is proposed
    size_t strategies[VRO_STUDY_ARMS_MAX];
    size_t arms;
    vro_outcome_id outcomes[VRO_STUDY_OUTCOMES_MAX];
    size_t outcome_count;
    size_t subgroup;          // of the scenario's: who is studied, and decided for
    bool has_cost;            // the two costs are given
    double fixed_cost;        // of a study of any size
    double child_cost;        // of each of its children
    double children_per_year; // for whom the decision is made; 0: not given
    double years;             // for how long, from now on; 0: not given
    double delay;             // until the results of the study change what is done
} vro_proposed_study;

// Reads a text such as "n=50:800,strategies=A+B,outcomes=revision_by_2y+lld_abs_mm"; NULL: no
// study. VRO_BAD_USAGE with one sentence for each fault; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_proposed_study_read(vro_proposed_study *self, const char *text,
                                                  const vro_scenario *scenario, vro_errors *errors);

// The children of a study, all arms together.
size_t vro_proposed_study_children(const vro_proposed_study *self, size_t size);

#endif
