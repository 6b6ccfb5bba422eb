// What the result tables and the report are made of: the scenario that was run and its sums.
#ifndef VROSIM_OUTCOME_RESULTS_VIEW_H
#define VROSIM_OUTCOME_RESULTS_VIEW_H

#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_results_view {
    const vro_scenario *scenario; // borrowed, like the tally; as many strategies in both
    const vro_tally *tally;       // of the scenario's subgroups
} vro_results_view;

// A subgroup of children under a strategy. Walks over all of them, strategies outside:
// for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
// vro_results_row_next(&row))
typedef struct vro_results_row {
    const vro_results_view *view;
    size_t strategy;
    size_t subgroup;                  // of the scenario's; those without children are passed over
    char name[VRO_SUBGROUP_NAME_MAX]; // of the subgroup
} vro_results_row;

// All children under a strategy, the first to be visited.
vro_results_row vro_results_row_first(const vro_results_view *view, size_t strategy);

// False once the last row has been passed.
bool vro_results_row_exists(const vro_results_row *self);

void vro_results_row_next(vro_results_row *self);

// Its number of children.
uint64_t vro_results_row_children(const vro_results_row *self);

// The names of its strategy and of its subgroup ("all", "gmfcs_1" ...). Borrowed.
const char *vro_results_row_strategy(const vro_results_row *self);
const char *vro_results_row_subgroup(const vro_results_row *self);

// The first cells of a row: scenario, strategy, reference (none where NULL), subgroup.
void vro_results_row_write(const vro_results_row *self, const char *reference,
                           vro_csv_writer *writer);

#endif
