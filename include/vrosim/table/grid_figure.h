// The two-way grid: a heat map over two parameters, with the places where another strategy is best.
#ifndef VROSIM_TABLE_GRID_FIGURE_H
#define VROSIM_TABLE_GRID_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// From sensitivity_grid.csv (vro_figure.draw). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_grid_figure_draw(const vro_result_tables *tables,
                                               const vro_figure_options *options,
                                               vro_drawing *drawing, vro_errors *errors);

#endif
