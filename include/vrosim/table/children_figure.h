// Icon arrays of single children, from children.csv: the same child in the same place under every
// strategy, spared the outcome that it has under the reference, harmed, or neither.
#ifndef VROSIM_TABLE_CHILDREN_FIGURE_H
#define VROSIM_TABLE_CHILDREN_FIGURE_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// As in vro_figure (table/figure.h).
VRO_MUST_CHECK vro_status vro_children_figure_draw(const vro_result_tables *tables,
                                                   const vro_figure_options *options,
                                                   vro_drawing *drawing, vro_errors *errors);

#endif
