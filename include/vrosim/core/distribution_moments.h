// Mean and standard deviation that a distribution really has. Of a truncated normal distribution
// they are not the numbers of its table, and the mean of pert and triangular is not their mode.
#ifndef VROSIM_CORE_DISTRIBUTION_MOMENTS_H
#define VROSIM_CORE_DISTRIBUTION_MOMENTS_H

#include "vrosim/core/distribution.h"

typedef struct vro_distribution_moments {
    double mean;
    double sd;
} vro_distribution_moments;

// Of a distribution without faults. A truncated normal takes 2,000 exponentials.
vro_distribution_moments vro_distribution_moments_of(const vro_distribution *distribution);

#endif
