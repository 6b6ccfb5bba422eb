// Bars of the expected value of partial perfect information: what it is worth to know parameters
// before choosing, per child and, where a study says for how many children, for all of them.
#ifndef VROSIM_TABLE_EVPPI_FIGURE_H
#define VROSIM_TABLE_EVPPI_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

enum { VRO_EVPPI_BARS = 12 }; // drawn at most, the greatest; the data table has all above 0

// From decision_partial.csv and decision_information.csv, and from decision_study.csv where it is
// there (vro_figure.draw). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evppi_figure_draw(const vro_result_tables *tables,
                                                const vro_figure_options *options,
                                                vro_drawing *drawing, vro_errors *errors);

#endif
