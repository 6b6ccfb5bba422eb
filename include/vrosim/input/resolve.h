// From layered rows to cells: which row fills a cell, and whether the cells fit together.
#ifndef VROSIM_INPUT_RESOLVE_H
#define VROSIM_INPUT_RESOLVE_H

#include "vrosim/core/error.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/declarations.h"
#include "vrosim/input/layers.h"

#include <stdbool.h>

// The row that fills each cell of one strategy; NULL where none does.
typedef const vro_layer_row *vro_filling_rows[VRO_LEVELS][VRO_PARAMETERS];

// Finds the rows that fill the cells of each strategy, and in rows[vro_layers_strategies] those for
// all. rows: zeroed, one more than vro_layers_strategies. They point into layers.
void vro_resolve_rows(const vro_layers *layers, const vro_declarations *declarations,
                      vro_filling_rows *rows);

// Whether a row fills a cell. rows: [strategies], found among the rows that it is one of.
bool vro_resolve_fills(const vro_layer_row *row, const vro_filling_rows *rows, size_t strategies);

// Fills cells[vro_layers_strategies(layers)][VRO_LEVELS][VRO_PARAMETERS]; their texts point into
// layers. A strategy's own row beats a cell of the strategy that it is like, and that beats a row
// for all strategies; between two of one kind the later wins. What a strategy is like and its label
// it has only from its own rows. An optional parameter without a row is 0. VRO_BAD_INPUT, with all
// faults added, if another cell stays empty, the case mix has no weight above 0, the correlations
// are impossible, or a course could cost more than results can hold. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_resolve(const vro_layers *layers,
                                      const vro_declarations *declarations, vro_cell *cells,
                                      vro_errors *errors);

// Whether the two correlations of migration are possible together (model.md 3). cells:
// [VRO_PARAMETERS], of one strategy and level.
bool vro_resolve_correlates(const vro_cell *cells);

// The greatest cost of a course that results can hold, thousands.
enum { VRO_THOUSANDS_MAX = 4000 };

// A bound on the cost of a course, thousands: that of eight operations and of all care. cells:
// [VRO_PARAMETERS], of one strategy and level.
double vro_resolve_most_thousands(const vro_cell *cells);

#endif
