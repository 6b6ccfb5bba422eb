// Cubic B-splines with knots at the sextiles of a sample.
#ifndef VROSIM_CORE_CUBIC_SPLINES_H
#define VROSIM_CORE_CUBIC_SPLINES_H

#include <stddef.h>

enum {
    VRO_SPLINE_ORDER = 4,  // cubic
    VRO_SPLINE_PIECES = 6, // each with as many of the sample
    VRO_SPLINES_MAX = VRO_SPLINE_PIECES + VRO_SPLINE_ORDER - 1
};

// The minimum and the maximum, each VRO_SPLINE_ORDER times, and the sextiles between, each once.
typedef struct vro_spline_knots {
    double at[VRO_SPLINE_PIECES + 2 * VRO_SPLINE_ORDER - 1];
    size_t pieces; // between different knots, 1 .. VRO_SPLINE_PIECES
} vro_spline_knots;

// sorted: [n], ascending, not all equal.
vro_spline_knots vro_spline_knots_find(const double *sorted, size_t n);

// Splines that these knots have, at most VRO_SPLINES_MAX. All vanish at both ends but the first and
// the last.
size_t vro_splines_count(const vro_spline_knots *self);

// Writes values[splines][n], each spline at x[n], from minimum to maximum. values: zero before.
void vro_splines_evaluate(const vro_spline_knots *self, const double *x, size_t n, double *values);

#endif
