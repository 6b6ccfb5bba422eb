// What the result tables and the report are made of: the scenario that was run and its sums.
#ifndef VROSIM_OUTCOME_RESULTS_VIEW_H
#define VROSIM_OUTCOME_RESULTS_VIEW_H

#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_study {
    const vro_scenario *scenario; // borrowed, like the tally; as many strategies in both
    const vro_tally *tally;       // of the scenario's subgroups
} vro_study;

// A subgroup of children under a strategy. Walks over all of them, strategies outside:
// for (vro_group group = vro_group_first(study, 0); vro_group_is(&group); vro_group_next(&group))
typedef struct vro_group {
    const vro_study *study;
    size_t strategy;
    size_t subgroup;                  // of the scenario's; those without children are passed over
    char name[VRO_SUBGROUP_NAME_MAX]; // of the subgroup
} vro_group;

// All children under a strategy, the first to be visited.
vro_group vro_group_first(const vro_study *study, size_t strategy);

// False once the last group has been passed.
bool vro_group_is(const vro_group *self);

void vro_group_next(vro_group *self);

// Its number of children.
uint64_t vro_group_children(const vro_group *self);

// The names of its strategy and of its subgroup ("all", "gmfcs_1" ...). Borrowed.
const char *vro_group_strategy(const vro_group *self);
const char *vro_group_subgroup(const vro_group *self);

// The first cells of a row: scenario, strategy, reference (none where NULL), subgroup.
void vro_group_write(const vro_group *self, const char *reference, vro_sheet *sheet);

#endif
