// Cumulative incidence of later surgery, from revision.csv, as steps by strategy with numbers at
// risk and events.
#ifndef VROSIM_TABLE_INCIDENCE_FIGURE_H
#define VROSIM_TABLE_INCIDENCE_FIGURE_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// As in vro_figure (table/figure.h).
VRO_MUST_CHECK vro_status vro_incidence_figure_draw(const vro_result_tables *tables,
                                                    const vro_figure_options *options,
                                                    vro_drawing *drawing, vro_errors *errors);

#endif
