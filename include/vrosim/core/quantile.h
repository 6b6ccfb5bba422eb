// Quantiles of the distributions, one function a distribution, by GSL: the value with probability
// `tail` below it (upper = false) or above it (upper = true), 0 < tail <= 0.5, for distributions
// without faults. Slow: for tables and tests. Callers go through vro_distribution_quantile and
// vro_distribution_quantiles.
#ifndef VROSIM_CORE_QUANTILE_H
#define VROSIM_CORE_QUANTILE_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>

double vro_quantile_fixed(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_normal(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_lognormal(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_gamma(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_beta(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_pert(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_triangular(const vro_distribution *distribution, double tail, bool upper);
double vro_quantile_uniform(const vro_distribution *distribution, double tail, bool upper);

// Many of them, for distributions of which each is found faster from the one before.
void vro_quantiles_beta(const vro_distribution *distribution, const vro_tails *tails,
                        double *values);
void vro_quantiles_pert(const vro_distribution *distribution, const vro_tails *tails,
                        double *values);

// The share of a normal distribution before truncation that its window [min, max] holds.
double vro_quantile_window_mass(const vro_distribution *distribution);

#endif
