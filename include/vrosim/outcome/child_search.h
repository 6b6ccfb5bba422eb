// The search for children whose course meets conditions.
#ifndef VROSIM_OUTCOME_CHILD_SEARCH_H
#define VROSIM_OUTCOME_CHILD_SEARCH_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/outcome/condition.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct vro_child_search {
    const vro_model *model; // borrowed, like the conditions
    vro_random_source random;
    const vro_condition_list *conditions;
    uint64_t children; // to search: 0 .. children - 1
    void *self;        // first argument of found
    // Takes a child with a course that meets all conditions, in order of children: courses under
    // each strategy, [strategies]. The search ends once a status is not VRO_OK or *enough is set.
    vro_status (*found)(void *self, const vro_record *courses, bool *enough, vro_errors *errors);
} vro_child_search;

// Searches. A status of found; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_child_search_run(const vro_child_search *self, vro_errors *errors);

#endif
