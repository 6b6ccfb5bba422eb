// Importance weights whose greatest ones are smoothed by a generalised Pareto distribution, whose
// shape k tells how far they can be trusted.
// Source: Vehtari, Simpson, Gelman, Yao and Gabry 2024, J Mach Learn Res 25:72; the fit of k by
// Zhang and Stephens 2009, Technometrics 51:316.
#ifndef VROSIM_CORE_PARETO_SMOOTHING_H
#define VROSIM_CORE_PARETO_SMOOTHING_H

#include "vrosim/core/error.h"

#include <stddef.h>

// Turns log weights [n] into weights that add up to 1. The greatest min(n / 5, 3 sqrt(n)) of them
// are replaced by quantiles of the distribution fitted to them, and none exceeds the greatest raw
// one. *shape is k: below 0.5 good, below 0.7 usable; INFINITY where there are too few weights
// (below 25) or all of the tail are equal. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_pareto_smooth(double *log_weights, size_t n, double *shape,
                                            vro_errors *errors);

// 1 / sum of squares of weights [n] that add up to 1: how many equal weights they are worth.
double vro_effective_size(const double *weights, size_t n);

#endif
