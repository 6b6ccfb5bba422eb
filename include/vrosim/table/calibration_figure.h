// Published figures and the model by study: a point and a bar, and the model's band; held-out
// figures are hollow.
#ifndef VROSIM_TABLE_CALIBRATION_FIGURE_H
#define VROSIM_TABLE_CALIBRATION_FIGURE_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

enum { VRO_CALIBRATION_ROWS = 80 }; // drawn at most; the data table has all

// From validation.csv, with the predictive interval of each figure (vro_figure.draw).
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_figure_draw(const vro_result_tables *tables,
                                                      const vro_figure_options *options,
                                                      vro_drawing *drawing, vro_errors *errors);

// From calibration_fit.csv, with the posterior of each figure that was fitted.
VRO_MUST_CHECK vro_status vro_calibration_figure_draw_fit(const vro_result_tables *tables,
                                                          const vro_figure_options *options,
                                                          vro_drawing *drawing, vro_errors *errors);

#endif
