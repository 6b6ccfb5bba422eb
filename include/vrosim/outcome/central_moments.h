// Sums of powers of the distances of a quantity from its mean, from its exact sums.
#ifndef VROSIM_OUTCOME_CENTRAL_MOMENTS_H
#define VROSIM_OUTCOME_CENTRAL_MOMENTS_H

#include "vrosim/outcome/moments.h"

// In the units of vro_moments, to about 1e-18 of their size however far from 0 the mean is.
typedef struct vro_central_moments {
    long double square; // sum of (x - mean)^2
    long double cube;
    long double fourth;
} vro_central_moments;

// All 0 without children.
vro_central_moments vro_central_moments_of(const vro_moments *moments);

#endif
