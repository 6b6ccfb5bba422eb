// The cost-effectiveness plane: the difference of effect and cost from the reference in every
// sample, with the threshold and the share of each quadrant.
#ifndef VROSIM_TABLE_PLANE_FIGURE_H
#define VROSIM_TABLE_PLANE_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

enum { VRO_PLANE_DOTS = 1000 }; // drawn at most, of all strategies together

// From decision_plane.csv and decision_information.csv (vro_figure.draw). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_plane_figure_draw(const vro_result_tables *tables,
                                                const vro_figure_options *options,
                                                vro_drawing *drawing, vro_errors *errors);

#endif
