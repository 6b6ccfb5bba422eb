// From layered rows to cells: who fills which, and whether what came out fits together.
#ifndef VROSIM_INPUT_RESOLVE_H
#define VROSIM_INPUT_RESOLVE_H

#include "vrosim/core/error.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/scenario.h"

// Fills cells[vro_layers_strategies(layers)][VRO_LEVELS][VRO_PARAMETERS]; sources point into
// layers. A strategy's own row beats a row for all strategies; among equals the last wins. Then
// checks every level: no cell is left empty (an optional parameter that no row gives is 0), the
// case mix has a weight above 0, correlations are possible, and no course can cost more than it can
// hold. VRO_BAD_INPUT with all faults added, or VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_resolve(const vro_layers *layers, vro_cell *cells,
                                      vro_errors *errors);

#endif
