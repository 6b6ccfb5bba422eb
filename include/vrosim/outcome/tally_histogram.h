// Histograms of a tally: the counters of a strategy, summed over the strata of a subgroup.
#ifndef VROSIM_OUTCOME_TALLY_HISTOGRAM_H
#define VROSIM_OUTCOME_TALLY_HISTOGRAM_H

#include "vrosim/outcome/tally.h"

// The cells from first on, before end.
typedef struct vro_cell_range {
    size_t first;
    size_t end;
} vro_cell_range;

// Returns the cells of a measurement's histogram in which something is counted, and writes them, no
// others, to points[vro_tally_cells] and intervals of the same length. Cell i has a point, the
// value lower + i / cells exactly (to a step), and an interval, the values strictly between that
// and lower
// + (i + 1) / cells; lower and cells are those of the outcome's row.
vro_cell_range vro_tally_histogram(const vro_tally *self, size_t strategy, size_t subgroup,
                                   vro_outcome_id outcome, uint64_t *points, uint64_t *intervals);

// The same of costs or QALYs: counts and offsets of their log-linear cells. All 0 where they are
// not tallied.
void vro_tally_economic_histogram(const vro_tally *self, size_t strategy, size_t subgroup,
                                  vro_outcome_id outcome, uint64_t *counts, vro_offsets *offsets);

#endif
