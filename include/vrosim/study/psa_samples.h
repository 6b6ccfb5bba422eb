// The samples of an uncertainty analysis on all threads of all ranks. A thread works on one sample
// at a time, and its results are kept by number, so they depend neither on threads nor on ranks.
#ifndef VROSIM_STUDY_PSA_SAMPLES_H
#define VROSIM_STUDY_PSA_SAMPLES_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/study/ensemble.h"

// Draws and runs every sample of ensemble; rank r of n has samples r, r + n, r + 2 n ... At rank 0
// ensemble then holds all samples, elsewhere those of the rank. Every rank must call it. base is
// the model of the scenario as it is; pool, the threads of this rank, counts the children of all
// ranks. VRO_NO_MEMORY; the status of a signal, without a sentence and at every rank,
// where the host of one of them wants to stop.
VRO_MUST_CHECK vro_status vro_psa_samples_run(vro_ensemble *ensemble, const vro_model *base,
                                              vro_random_source random, const vro_ranks *ranks,
                                              vro_pool *pool, vro_errors *errors);

#endif
