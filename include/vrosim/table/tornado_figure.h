// The tornado: what one parameter after the other does to a result, the greatest swing first.
#ifndef VROSIM_TABLE_TORNADO_FIGURE_H
#define VROSIM_TABLE_TORNADO_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

enum { VRO_TORNADO_BARS = 12 }; // drawn at most, the greatest; the data table has all

// From sensitivity_oneway.csv (vro_figure.draw). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_tornado_figure_draw(const vro_result_tables *tables,
                                                  const vro_figure_options *options,
                                                  vro_drawing *drawing, vro_errors *errors);

#endif
