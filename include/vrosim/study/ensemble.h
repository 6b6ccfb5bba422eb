// The samples of an uncertainty analysis: the sampled values of the parameters, every mean and
// difference of every sample, and how many children its subgroups have.
#ifndef VROSIM_STUDY_ENSEMBLE_H
#define VROSIM_STUDY_ENSEMBLE_H

#include "vrosim/core/error.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/study/uncertainty.h"
#include "vrosim/study/variance_components.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VRO_SAMPLES_MAX 1000000

// The mean of an outcome under a strategy in a subgroup of the scenario's (0: all), or its paired
// difference from strategy 0.
typedef struct vro_quantity_key {
    size_t strategy;
    size_t subgroup;
    vro_outcome_id outcome;
    bool difference;
} vro_quantity_key;

typedef struct vro_ensemble {
    const vro_uncertainty *uncertainty; // borrowed
    vro_outcome_set outcomes;           // that the scenario has
    uint64_t first; // number of its first sample in the analysis: 0, until a shard sets another
    size_t samples;
    uint64_t patients; // children of each sample
    bool replicates;   // the batches of the children are replicates of scrambled Sobol points
    double *values;    // [samples][parameters], owned
    vro_observation *observations; // [samples][keys], owned
    uint64_t *children;            // [samples][subgroups], owned
    double *sorted;                // [samples] scratch, owned
} vro_ensemble;

// Makes room for `samples` samples, which may be 0. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_ensemble_init(vro_ensemble *self, const vro_uncertainty *uncertainty,
                                            size_t samples, uint64_t patients, vro_errors *errors);

// The values of a sample, [parameters], to be written or read.
double *vro_ensemble_values(const vro_ensemble *self, size_t sample);

// Keeps the means, differences and children of a sample: from all its children, and from each batch
// of them.
// Several threads may call it, each for samples of its own.
void vro_ensemble_keep(vro_ensemble *self, size_t sample, const vro_sums *whole,
                       const vro_sums batches[VRO_BATCHES]);

// The bytes of a sample, vro_ensemble_size of them, for another process or a file. Both ensembles
// must have the same shape. The bytes are all numbers of the sample bit for bit, lowest byte first,
// on every machine.
size_t vro_ensemble_size(const vro_ensemble *self);
void vro_ensemble_encode(const vro_ensemble *self, size_t sample, unsigned char *bytes);
void vro_ensemble_decode(vro_ensemble *self, size_t sample, const unsigned char *bytes);

// The observation of a mean or difference in a sample.
const vro_observation *vro_ensemble_observation(const vro_ensemble *self, size_t sample,
                                                vro_quantity_key key);

// The effect in a sample, from a mean of it: more is better. The mean itself where more of the
// outcome is better; else 1 - mean of a share, or -mean. The outcome must have a direction.
double vro_ensemble_effect(const vro_ensemble *self, size_t sample, vro_quantity_key mean);

// The cost in a sample: the mean of an outcome of which less is better.
double vro_ensemble_cost(const vro_ensemble *self, size_t sample, vro_quantity_key mean);

// The children of a subgroup in a sample, all under every strategy.
uint64_t vro_ensemble_children(const vro_ensemble *self, size_t sample, size_t subgroup);

// A mean or difference over all samples. Uses the scratch of self.
vro_variance_components vro_ensemble_components(vro_ensemble *self, vro_quantity_key key);

// Releases everything.
void vro_ensemble_free(vro_ensemble *self);

#endif
