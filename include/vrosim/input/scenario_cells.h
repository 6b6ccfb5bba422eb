// Loaded scenarios, changed and copied.
#ifndef VROSIM_INPUT_SCENARIO_CELLS_H
#define VROSIM_INPUT_SCENARIO_CELLS_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"

// What is put into which cells: the columns of a row of a table but the unit. Texts are borrowed;
// NULL: empty.
typedef struct vro_named_cell {
    const char *strategy;
    int level; // 1 to 5; 0: all
    const char *parameter;
    const char *distribution;
    double value; // NAN: empty, as for the following
    double sd;
    double min;
    double max;
    double se;
    const char *text; // the value of a parameter that is a text
    const char *source;
} vro_named_cell;

// Sets the cells that a row would fill, of one strategy or, where it names none, of all.
// VRO_BAD_INPUT with all faults of the row, or with that of the scenario that it would make;
// VRO_BAD_USAGE where the strategy is unknown; VRO_NO_MEMORY. With any, the cells of self are as
// they were.
VRO_MUST_CHECK vro_status vro_scenario_set(vro_scenario *self, const vro_named_cell *cell,
                                           vro_errors *errors);

// Finds the strategy of a name, or tells the nearest: VRO_BAD_USAGE.
VRO_MUST_CHECK vro_status vro_scenario_find_strategy(const vro_scenario *self, const char *name,
                                                     size_t *strategy, vro_errors *errors);

// The same cells and the same name, by way of the table of all cells; no subgroups. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_scenario_copy(vro_scenario *self, const vro_scenario *other,
                                            vro_errors *errors);

// Why the cells of a scenario cannot hold together, though each alone is allowed: correlations,
// shares of the case mix, costs. NULL: they can. Static.
const char *vro_scenario_fault(const vro_scenario *self);

#endif
