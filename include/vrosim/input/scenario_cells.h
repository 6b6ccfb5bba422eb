// Changes and copies a loaded scenario.
#ifndef VROSIM_INPUT_SCENARIO_CELLS_H
#define VROSIM_INPUT_SCENARIO_CELLS_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"

// A row of a table without its unit: which cells it fills, and with what. Texts are borrowed; NULL:
// empty.
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
// VRO_BAD_INPUT with all faults of the row, for strategy.like, or with the fault of the scenario
// that would result; VRO_BAD_USAGE if the strategy is unknown; VRO_NO_MEMORY. On any fault the
// cells of self stay as they were.
VRO_MUST_CHECK vro_status vro_scenario_set(vro_scenario *self, const vro_named_cell *cell,
                                           vro_errors *errors);

// Finds the strategy of a name, or tells the nearest: VRO_BAD_USAGE.
VRO_MUST_CHECK vro_status vro_scenario_find_strategy(const vro_scenario *self, const char *name,
                                                     size_t *strategy, vro_errors *errors);

// Copies the cells and the name of other, but not its subgroups. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_scenario_copy(vro_scenario *self, const vro_scenario *other,
                                            vro_errors *errors);

// Why the cells of a scenario contradict each other although each alone is allowed: correlations,
// shares of the case mix, costs. NULL: they do not. Static.
const char *vro_scenario_fault(const vro_scenario *self);

#endif
