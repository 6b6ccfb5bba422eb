// The distribution of the leg-length discrepancy at the end, from lld.csv: a histogram for each
// strategy, with lines at 10 and 20 mm and the shares of children beyond them.
#ifndef VROSIM_TABLE_LEG_LENGTH_FIGURE_H
#define VROSIM_TABLE_LEG_LENGTH_FIGURE_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// As in vro_figure (table/figure.h).
VRO_MUST_CHECK vro_status vro_leg_length_figure_draw(const vro_result_tables *tables,
                                                     const vro_figure_options *options,
                                                     vro_drawing *drawing, vro_errors *errors);

#endif
