// The cells of a grid of two parameters: which strategy is best in each, and by how much.
#ifndef VROSIM_TABLE_GRID_CELLS_H
#define VROSIM_TABLE_GRID_CELLS_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/measure_choice.h"
#include "vrosim/table/result_tables.h"
#include "vrosim/table/strategy_names.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_grid_cell {
    int best;     // a strategy; -1: none can be told, or several are equally good
    double value; // how far the best is ahead of the next best; without a best the measure itself
    double se;    // of value, at most (below); NAN: not known
} vro_grid_cell;

// Strategies are compared by their means; where the file has only the difference of two, by that.
// The error of a lead over the reference, or of the reference, is that of the difference in the
// same children. Of two others only their differences from the reference are in the file; the
// error of what is between them is at most the sum of theirs.
typedef struct vro_grid_cells {
    vro_measure_choice measure; // the outcome, and what is shown where no strategy is better
    bool has_best;
    const char *parameters[2]; // borrowed, as are changes
    const char *changes[2];    // "value", "factor", "shift"
    double *axis[2];           // [counts], ascending; owned
    size_t counts[2];
    vro_grid_cell *cells; // [counts[1]][counts[0]]; owned
    double base[2];       // where the estimates are; NAN: the file does not say
    vro_grid_cell at_base;
} vro_grid_cells;

// Reads sensitivity_grid.csv. Where it lacks a column or has no row, the drawing is left out with
// that reason. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_grid_cells_read(vro_grid_cells *self, const vro_result_table *table,
                                              const vro_strategy_names *names,
                                              vro_language language, vro_drawing *drawing,
                                              vro_errors *errors);

void vro_grid_cells_free(vro_grid_cells *self);

#endif
