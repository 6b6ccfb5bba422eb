// Counts the quantities of a chunk into the histograms of a tally.
#ifndef VROSIM_OUTCOME_HISTOGRAM_COUNTERS_H
#define VROSIM_OUTCOME_HISTOGRAM_COUNTERS_H

#include "vrosim/model/results.h"
#include "vrosim/outcome/log_linear_cells.h"

#include <stddef.h>
#include <stdint.h>

// Adds one to a counter for each child and quantity of the results. first_cell[VRO_OUTCOMES + 1]:
// the counters of outcome i are first_cell[i] .. first_cell[i + 1] - 1; of measurements its points,
// then as many intervals, of costs and QALYs its log-linear cells. The last counter,
// first_cell[VRO_OUTCOMES], takes what has no value. offsets: those of the cells from
// first_cell[VRO_FIRST_ECONOMIC] on; NULL where costs and QALYs are not counted.
void vro_histogram_counters_add(const size_t *first_cell, const vro_results *results,
                                uint32_t *counters, vro_offsets *offsets);

#endif
