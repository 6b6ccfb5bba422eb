// How the means of an effect and a cost under two scenarios vary from replicate to replicate of
// scrambled Sobol points (core/sobol.h): sums, over the replicates, of products of the sums of
// each. They give the covariances of the means, as outcome/replicate_error.h does those of a run.
#ifndef VROSIM_STUDY_MEAN_REPLICATES_H
#define VROSIM_STUDY_MEAN_REPLICATES_H

#include "vrosim/outcome/moments.h"

#include <stdint.h>

enum {
    VRO_REPLICATED_MEANS = 4,
    VRO_MEAN_PRODUCTS = VRO_REPLICATED_MEANS * (2 * VRO_REPLICATED_MEANS + 1)
};

typedef struct vro_mean_replicates {
    uint64_t count; // of replicates; 0: the children are independent
    // Of each two of the sums of the means and of their numbers of children.
    vro_wide products[VRO_MEAN_PRODUCTS];
} vro_mean_replicates;

// Takes the sums of one replicate, of each mean.
void vro_mean_replicates_take(vro_mean_replicates *self,
                              const vro_moments *const moments[VRO_REPLICATED_MEANS]);

// Adds other into self.
void vro_mean_replicates_merge(vro_mean_replicates *self, const vro_mean_replicates *other);

// The covariance of means a and b in steps, with their sums over all replicates; NAN where it is
// not known: from fewer than VRO_REPLICATES_LEAST, or without children.
double vro_mean_replicates_covariance(const vro_mean_replicates *self, int a, int b,
                                      const vro_moments *of_a, const vro_moments *of_b);

#endif
