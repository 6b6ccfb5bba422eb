// Where the values of a chunk count among the counters of a tally's histograms.
#ifndef VROSIM_OUTCOME_HISTOGRAM_COUNTERS_H
#define VROSIM_OUTCOME_HISTOGRAM_COUNTERS_H

#include "vrosim/outcome/tally.h"

#include <stdint.h>

// Counts every quantity of the results once for each child. counters: those of one strategy and
// group, [first_cell[VRO_OUTCOMES] + 1]; the last takes what has no value.
void vro_histogram_counters_add(const vro_tally *self, const vro_results *results,
                                uint32_t *counters);

#endif
