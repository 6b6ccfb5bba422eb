// The samples of an uncertainty analysis on all threads of all ranks: a thread works on one sample
// at a time, and what it gives is kept by number, so that threads and ranks change nothing.
#ifndef VROSIM_STUDY_PSA_SAMPLES_H
#define VROSIM_STUDY_PSA_SAMPLES_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/study/ensemble.h"

// Who works on them. All pointers are borrowed.
typedef struct vro_workers {
    const vro_ranks *ranks; // rank r of n has samples r, r + n, r + 2 n ...
    int threads;            // of this rank, at least 1
    vro_progress *progress; // counts the children of all ranks
} vro_workers;

// Draws and runs every sample of ensemble, which at rank 0 then holds all of them, elsewhere its
// own. Every rank must call it. base: the model of the scenario as it is. VRO_NO_MEMORY;
// VRO_INTERRUPTED or VRO_TERMINATED, without a sentence and at every rank, where
// vro_interrupt_requested at one of them.
VRO_MUST_CHECK vro_status vro_psa_samples_run(vro_ensemble *ensemble, const vro_model *base,
                                              vro_random_source origin, const vro_workers *crew,
                                              vro_errors *errors);

#endif
