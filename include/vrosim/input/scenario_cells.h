// Cells of a loaded scenario, set one after the other.
#ifndef VROSIM_INPUT_SCENARIO_CELLS_H
#define VROSIM_INPUT_SCENARIO_CELLS_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/input/table_reader.h"

// A row of a table as texts, one a column; the unit may be empty. Borrowed.
typedef struct vro_cell_row {
    const char *fields[VRO_TABLE_COLUMNS];
} vro_cell_row;

// Sets the cells that a row fills, of one strategy or, where it names none, of all. VRO_BAD_INPUT
// with all faults of the row, or with that of the scenario that it would make; VRO_BAD_USAGE where
// the strategy is unknown; VRO_NO_MEMORY. With any, the cells of self are as they were.
VRO_MUST_CHECK vro_status vro_scenario_set(vro_scenario *self, const vro_cell_row *row,
                                           vro_errors *errors);

// Why the cells of a scenario cannot hold together, though each alone is allowed: correlations,
// shares of the case mix, costs. NULL: they can. Static.
const char *vro_scenario_fault(const vro_scenario *self);

#endif
