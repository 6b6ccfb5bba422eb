// The histogram of a quantity, and the order statistics that it gives. Values at the point of a
// cell are known exactly; those in its interval count as spread evenly over the steps in it.
#ifndef VROSIM_OUTCOME_HISTOGRAM_H
#define VROSIM_OUTCOME_HISTOGRAM_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_histogram {
    double lower; // point of the first cell, in units
    double width; // of a cell, in units
    double step; // of the values, in units; those between two points fill the interval up to half a
                 // step at both ends
    size_t cells;
    bool open_below;     // the first point also counts the values below it
    bool open_above;     // the last interval also counts the values above it
    uint64_t *points;    // [cells] values at lower + i * width
    uint64_t *intervals; // [cells] values between that and the next point
    uint64_t *below; // [2 * cells + 1] values before point i at 2 i, before interval i at 2 i + 1
} vro_histogram;

// Allocates for the quantity with the most cells. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_histogram_init(vro_histogram *self, vro_errors *errors);

void vro_histogram_free(vro_histogram *self);

// Fills self with the counts of a quantity in a subgroup; the outcome's row gives lower, width and
// cells.
void vro_histogram_load(vro_histogram *self, const vro_tally *tally, size_t strategy,
                        size_t subgroup, vro_outcome_id outcome);

// Sums below again after points or intervals were changed.
void vro_histogram_accumulate(vro_histogram *self);

// All values.
uint64_t vro_histogram_count(const vro_histogram *self);

// Values counted at an open end, which are only known to lie there or beyond.
uint64_t vro_histogram_below_range(const vro_histogram *self);
uint64_t vro_histogram_above_range(const vro_histogram *self);

// The value with rank others below it, rank < count; -INFINITY or INFINITY at an open end.
double vro_histogram_ordered(const vro_histogram *self, uint64_t rank);

// Sum of (x - mean)^4 over all values, whose standard deviation is sd. Where that is less than four
// cells wide, the most that the sum can be. Values at an open end count as lying there; NAN if they
// are more than one in a hundred.
long double vro_histogram_fourth(const vro_histogram *self, double mean, double sd);

// The quantile of a probability p: linear between the order statistics around (n - 1) p. Interval:
// order statistics whose ranks the binomial number of values below the quantile leaves (exact up to
// 10,000 values, then normal and rounded outwards); a limit that no value gives is not known. Of a
// value inside a cell the end of the cell is taken, so the limits hold whatever lies there.
// Standard error: the width of the interval over 2 * 1.96, not known where that is 0, inside an
// atom.
vro_estimate vro_histogram_quantile(const vro_histogram *self, double probability);

#endif
