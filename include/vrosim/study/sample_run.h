// The same children under a changed scenario: one sample of an uncertainty analysis. One object for
// each thread.
#ifndef VROSIM_STUDY_SAMPLE_RUN_H
#define VROSIM_STUDY_SAMPLE_RUN_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/study/uncertainty.h"
#include "vrosim/study/variance_components.h"

#include <stdint.h>

typedef struct vro_sample_run {
    const vro_uncertainty *uncertainty; // borrowed, like the model of its scenario
    const vro_model *base;
    uint64_t patients;
    vro_scenario scenario; // as the uncertainty's, whose names it borrows, with cells of its own
    vro_block *block;      // owned
    vro_sums whole;        // of all children of the last run
    vro_sums batches[VRO_BATCHES]; // of each batch of them
} vro_sample_run;

// The source with the replicates of a sample of so many children; that of PCG32 as it is. Each
// batch is a replicate, so that batches are independent; where they are larger than the largest
// replicate some, and where they are too small to be cut alike a child is one.
vro_random_source vro_sample_run_source(vro_random_source random, uint64_t patients);

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_sample_run_init(vro_sample_run *self,
                                              const vro_uncertainty *uncertainty,
                                              const vro_model *base, vro_random_source random,
                                              uint64_t patients, vro_errors *errors);

// Runs all children under every strategy of the scenario in which the parameters have these values
// [count], and fills the sums. Only tables of distributions that base does not have are made.
// VRO_NO_MEMORY; the status of a signal where the host of pool wants to stop, after
// which the sums mean nothing. pool NULL: it never stops.
VRO_MUST_CHECK vro_status vro_sample_run_run(vro_sample_run *self, const double *values,
                                             vro_pool *pool, vro_errors *errors);

// Releases everything.
void vro_sample_run_free(vro_sample_run *self);

#endif
