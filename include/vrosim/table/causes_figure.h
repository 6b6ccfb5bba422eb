// The first later surgery by cause, from revision.csv: shares of all children over time, stacked
// with death before it to 1.
#ifndef VROSIM_TABLE_CAUSES_FIGURE_H
#define VROSIM_TABLE_CAUSES_FIGURE_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// As in vro_figure (table/figure.h).
VRO_MUST_CHECK vro_status vro_causes_figure_draw(const vro_result_tables *tables,
                                                 const vro_figure_options *options,
                                                 vro_drawing *drawing, vro_errors *errors);

#endif
