// What tables and reports of a run read: the scenario, its tally, and what simulates its children.
#ifndef VROSIM_OUTCOME_RESULTS_VIEW_H
#define VROSIM_OUTCOME_RESULTS_VIEW_H

#include "vrosim/core/random_source.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_results_view {
    const vro_scenario *scenario; // borrowed, like the tally; as many strategies in both
    const vro_tally *tally;       // of the scenario's subgroups
    // Which simulate the same children again, for children.csv alone; NULL and 0 where it is not
    // written.
    const vro_model *model; // of the scenario, borrowed
    vro_random_source random;
    bool without_subgroups; // only rows of all children, which are all that figures draw
} vro_results_view;

// A subgroup under a strategy, which has a row in most tables. Visits all that have children, by
// strategy, then subgroup:
// for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
// vro_results_row_next(&row))
typedef struct vro_results_row {
    const vro_results_view *view;
    size_t strategy;
    size_t subgroup;                  // of the scenario's
    char name[VRO_SUBGROUP_NAME_MAX]; // of the subgroup
} vro_results_row;

// The first row of a strategy: all children.
vro_results_row vro_results_row_first(const vro_results_view *view, size_t strategy);

// False behind the last row.
bool vro_results_row_exists(const vro_results_row *self);

void vro_results_row_next(vro_results_row *self);

// The number of children.
uint64_t vro_results_row_children(const vro_results_row *self);

// The names of the strategy and of the subgroup ("all", "gmfcs_1" ...). Borrowed.
const char *vro_results_row_strategy(const vro_results_row *self);
const char *vro_results_row_subgroup(const vro_results_row *self);

// Writes the first cells of a row: scenario, strategy, reference (no cell where NULL), subgroup.
void vro_results_row_write(const vro_results_row *self, const char *reference,
                           vro_csv_writer *writer);

#endif
