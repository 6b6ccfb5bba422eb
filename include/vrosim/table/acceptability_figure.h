// Acceptability: the probability that each strategy is best over thresholds, the frontier, and the
// value of perfect information under it.
#ifndef VROSIM_TABLE_ACCEPTABILITY_FIGURE_H
#define VROSIM_TABLE_ACCEPTABILITY_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// From decision_acceptability.csv and decision_information.csv (vro_figure.draw). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_acceptability_figure_draw(const vro_result_tables *tables,
                                                        const vro_figure_options *options,
                                                        vro_drawing *drawing, vro_errors *errors);

#endif
