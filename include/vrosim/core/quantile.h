// Quantiles of the distributions, by GSL. Slow: for tables and tests.
#ifndef VROSIM_CORE_QUANTILE_H
#define VROSIM_CORE_QUANTILE_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The value with probability `tail` below it (upper = false) or above it (upper = true), of a
// distribution without faults. 0 < tail <= 0.5 keeps full precision in both tails.
double vro_quantile(const vro_distribution *distribution, double tail, bool upper);

// The tails of some values: probabilities below them (upper = false) or above them (upper = true).
typedef struct vro_tails {
    const double *tail; // [count], each in (0, 0.5] and not far from the one before
    size_t count;
    bool upper;
} vro_tails;

// The values of many tails: vro_quantile of each, to 3e-8 of its tail, but faster.
void vro_quantiles(const vro_distribution *distribution, const vro_tails *tails, double *values);

// x to 40 binary digits, 12 decimal ones. Logarithms and exponentials of the C library, from which
// quantiles come, differ between processors in the last of 53.
double vro_quantile_rounded(double x);

// The standard normal number of a random output u, rounded so: the quantile at (u + 1/2) / 2^32.
double vro_quantile_normal_score(uint32_t output);

#endif
