// A figure of results in memory, drawn from the texts of their tables as from files.
#ifndef VROSIM_TABLE_RUN_FIGURE_H
#define VROSIM_TABLE_RUN_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/table/drawing.h"

// Fills a zeroed drawing with the figure of a name. VRO_BAD_USAGE, naming the nearest, where there
// is no such figure, and where it cannot be drawn, with the reason; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_run_figure_draw(const vro_results_view *view, const char *name,
                                              const vro_figure_options *options,
                                              vro_drawing *drawing, vro_errors *errors);

#endif
