// The histogram of a quantity, and the order statistics that it gives: bins of values that are
// known to lie between two limits, spread evenly there.
// - Measurements: the points and the intervals of vro_tally_histogram. A value at a point is known
// to
//   a step, one inside an interval to its width: 1/8 mm, degree or %, 1/16 of a week (healing
//   1/64), far below what anybody measures. Limits of quantiles are those of the interval.
// - Costs and QALYs: their log-linear cells between the least and the greatest value seen in each.
// A
//   value that is alone in its cell is exact, and no quantile lies outside the values.
#ifndef VROSIM_OUTCOME_HISTOGRAM_H
#define VROSIM_OUTCOME_HISTOGRAM_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_histogram_bin {
    uint64_t below; // values before this bin
    uint64_t count; // at least 1
    double least;   // its values are none below, none above
    double greatest;
} vro_histogram_bin;

typedef struct vro_histogram {
    size_t count;
    vro_histogram_bin *bins; // [count], rising, owned
    double step;             // of the values, in units
    bool attained;           // least and greatest of a bin are values in it
    uint64_t values;         // in all bins
    uint64_t below_range;    // values of the first bin, which lie in it or below
    uint64_t above_range;    // values of the last bin, which lie in it or above
    uint64_t *counters;      // owned: scratch for the counters of a tally
    vro_offsets *offsets;    // owned: the same
} vro_histogram;

// Allocates for the quantity with the most bins. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_histogram_init(vro_histogram *self, vro_errors *errors);

void vro_histogram_free(vro_histogram *self);

// Fills self with the counts of a quantity in a subgroup.
void vro_histogram_load(vro_histogram *self, const vro_tally *tally, size_t strategy,
                        size_t subgroup, vro_outcome_id outcome);

// Empties self, for values that are known to a step or, attained, where least and greatest are.
void vro_histogram_begin(vro_histogram *self, double step, bool attained);

// Adds a bin above the others; none if it has no values.
void vro_histogram_append(vro_histogram *self, uint64_t count, double least, double greatest);

// Values below a limit that is no value inside a bin.
uint64_t vro_histogram_below(const vro_histogram *self, double limit);

// The value with rank others below it, rank < values; -INFINITY or INFINITY beyond the range.
double vro_histogram_ordered(const vro_histogram *self, uint64_t rank);

// The quantile of a probability p: linear between the order statistics around (n - 1) p. Interval:
// order statistics whose ranks the binomial number of values below the quantile leaves (exact up to
// 10,000 values, then normal and rounded outwards); a limit that no value gives is not known. Of a
// value inside a bin the end of the bin is taken, so the limits hold whatever lies there.
// Standard error: the width of the interval over 2 * 1.96, not known where that is 0, inside an
// atom.
vro_estimate vro_histogram_quantile(const vro_histogram *self, double probability);

#endif
