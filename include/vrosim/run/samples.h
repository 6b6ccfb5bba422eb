// The samples of an uncertainty analysis on the cores of one machine: a thread works on one sample
// at a time, and what it gives is kept by number, so that the threads change nothing.
#ifndef VROSIM_RUN_SAMPLES_H
#define VROSIM_RUN_SAMPLES_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/output/ensemble.h"
#include "vrosim/run/progress.h"

// Draws and runs every sample of ensemble on so many threads. base: the model of the scenario as it
// is. VRO_NO_MEMORY; VRO_INTERRUPTED or VRO_TERMINATED, without a
// sentence, where vro_stop_asked.
VRO_MUST_CHECK vro_status vro_samples_run(vro_ensemble *ensemble, const vro_model *base,
                                          vro_origin origin, int threads, vro_progress *progress,
                                          vro_errors *errors);

#endif
