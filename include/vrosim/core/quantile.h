// Quantiles of the laws, one function a law, by GSL: the value with probability `tail` below it
// (upper = false) or above it (upper = true), 0 < tail <= 0.5, for laws without faults. Slow: for
// tables and tests. Callers go through vro_law_quantile and vro_law_quantiles.
#ifndef VROSIM_CORE_QUANTILE_H
#define VROSIM_CORE_QUANTILE_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>

double vro_quantile_fixed(const vro_law *law, double tail, bool upper);
double vro_quantile_normal(const vro_law *law, double tail, bool upper);
double vro_quantile_lognormal(const vro_law *law, double tail, bool upper);
double vro_quantile_gamma(const vro_law *law, double tail, bool upper);
double vro_quantile_beta(const vro_law *law, double tail, bool upper);
double vro_quantile_pert(const vro_law *law, double tail, bool upper);
double vro_quantile_triangular(const vro_law *law, double tail, bool upper);
double vro_quantile_uniform(const vro_law *law, double tail, bool upper);

// Many of them, for laws of which each is found faster from the one before.
void vro_quantiles_beta(const vro_law *law, const vro_tails *tails, double *values);
void vro_quantiles_pert(const vro_law *law, const vro_tails *tails, double *values);

// The share of a normal law before truncation that its window [min, max] holds.
double vro_quantile_window_mass(const vro_law *law);

#endif
