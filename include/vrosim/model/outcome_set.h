// Which outcomes a scenario has, and what they are called. Outcomes by landmark exist for the
// landmarks of the scenario up to the common end of follow-up, which is the last of them; costs and
// QALYs where a table gives them.
#ifndef VROSIM_MODEL_OUTCOME_SET_H
#define VROSIM_MODEL_OUTCOME_SET_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_OUTCOME_NAME_MAX = 40 }; // bytes, with the final 0

typedef struct vro_outcome_set {
    vro_landmarks landmarks; // at least one; the last is the common end of follow-up
    size_t count;
    vro_outcome_id ids[VRO_OUTCOMES]; // [count], rising
    size_t place[VRO_OUTCOMES]; // of an outcome among ids; VRO_OUTCOMES: the scenario has none
    char names[VRO_OUTCOMES][VRO_OUTCOME_NAME_MAX]; // "revision_by_7.1y"; "" where there is none
    bool costs;                                     // a table gives a cost
    bool utilities;                                 // a table gives a utility
} vro_outcome_set;

// The outcomes of a scenario that loaded without faults. NULL: of the usual landmarks, with costs
// and QALYs.
void vro_outcome_set_init(vro_outcome_set *self, const vro_scenario *scenario);

// Whether children may have an outcome; id below VRO_OUTCOMES. Cost and QALYs exist together: where
// only one is given, no child has the other.
bool vro_outcome_set_has(const vro_outcome_set *self, vro_outcome_id id);

// Whether the tables of the scenario give what an outcome needs.
bool vro_outcome_set_gives(const vro_outcome_set *self, vro_outcome_id id);

// The landmark nearest to a number of years among the first count (1 <= count <=
// self->landmarks.count), the later of two.
size_t vro_outcome_set_landmark_near(const vro_outcome_set *self, size_t count, double years);

// Whether an outcome of some scenario has a name; *id is then the outcome, that of the first
// landmark where it is by one.
bool vro_outcome_set_knows(const char *name, vro_outcome_id *id);

// Finds the outcome of a name. self NULL: the scenario is not known yet, and names are found as
// vro_outcome_set_knows finds them. VRO_BAD_USAGE where no outcome has it,
// or no child of this scenario; the sentence says what would be right.
VRO_MUST_CHECK vro_status vro_outcome_set_find(const vro_outcome_set *self, const char *name,
                                               vro_outcome_id *id, vro_errors *errors);

#endif
