// Quantile tables: the inverse distribution function of a distribution, tabulated once for hot
// loops. There are two: over a 32-bit draw (qtable) and over a standard normal score (ztable).
#ifndef VROSIM_CORE_QTABLE_H
#define VROSIM_CORE_QTABLE_H

#include "vrosim/core/distribution.h"

#include <stddef.h>
#include <stdint.h>

// Bins over the distance to the nearer end of (0, 1): octaves of equal relative width, so that both
// tails are as exact as the middle. Linear inside a bin.
enum {
    VRO_QTABLE_OCTAVES = 33, // distances from 2^-33; the last holds what rounds up to 1/2
    VRO_QTABLE_BITS = 5,     // 32 bins an octave
    VRO_QTABLE_BINS = VRO_QTABLE_OCTAVES << VRO_QTABLE_BITS
};

typedef struct vro_bin {
    float start;  // value at the edge where the bin begins
    float change; // across the bin
} vro_bin;

typedef struct vro_qtable {
    vro_distribution distribution;
    // [0, BINS) the lower tail, [BINS, 2 BINS) the upper; in the unit of the distribution.
    vro_bin bins[2 * VRO_QTABLE_BINS];
} vro_qtable;

enum { VRO_ZTABLE_BINS = 1024 };
#define VRO_ZTABLE_REACH 8.0f // the table spans scores from -8 to 8; others are clipped to it

typedef struct vro_ztable {
    vro_distribution distribution;
    vro_bin bins[VRO_ZTABLE_BINS];
} vro_ztable;

// Fill a table from a valid distribution, in up to 0.2 ms.
void vro_qtable_make(vro_qtable *self, const vro_distribution *distribution);
void vro_ztable_make(vro_ztable *self, const vro_distribution *distribution);

// values[i] = quantile of u = (draws[i] + 0.5) / 2^32. 0.7 ns a value with AVX2.
void vro_qtable_read(const vro_qtable *self, const uint32_t *draws, size_t n, float *values);

// values[i] = quantile of Phi(scores[i]). 0.6 ns a value.
void vro_ztable_read(const vro_ztable *self, const float *scores, size_t n, float *values);

#endif
