// From layered rows to cells: who fills which, and whether what came out fits together.
#ifndef VROSIM_INPUT_RESOLVE_H
#define VROSIM_INPUT_RESOLVE_H

#include "vrosim/core/error.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/layers.h"

#include <stdbool.h>

// Fills cells[vro_layers_strategies(layers)][VRO_LEVELS][VRO_PARAMETERS]; their texts point
// into layers. A strategy's own row beats a row for all strategies; among equals the last wins.
// Then checks every level: no cell is left empty (an optional parameter that no row gives is 0),
// the case mix has a weight above 0, correlations are possible, and no course can cost more than it
// can hold. VRO_BAD_INPUT with all faults added, or VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_resolve(const vro_layers *layers, vro_cell *cells,
                                      vro_errors *errors);

// Whether the correlations of migration can hold together in cells[VRO_PARAMETERS], those of a
// strategy and level.
bool vro_resolve_correlates(const vro_cell *cells);

// The results hold up to so many thousands a course,
enum { VRO_THOUSANDS_MAX = 4000 };

// and this is the most that one could cost with cells[VRO_PARAMETERS]: eight operations at most,
// and the care.
double vro_resolve_most_thousands(const vro_cell *cells);

#endif
