// A simulation in memory: all children of a run, on the threads of one process, without files.
#ifndef VROSIM_SIMULATE_SIMULATION_H
#define VROSIM_SIMULATE_SIMULATION_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/simulate/run_size.h"

#include <stdint.h>

typedef struct vro_simulation {
    const vro_model *model; // borrowed
    vro_random_source random;
    uint64_t children; // 1 to VRO_PATIENTS_MAX
    uint64_t done;     // of them, that the tally has already: whole blocks, fewer than children
    int threads;       // 0: vro_pool_default_threads; at most one for each block is used
    // Called at most five times a second, by the thread that called vro_simulation_run; NULL: not
    // called.
    void (*progress)(void *context, uint64_t done, uint64_t total); // in children
    int (*interrupted)(void *context);                              // not 0: stop now
    void *context;
} vro_simulation;

// Adds the results of the children that sum, a tally of the model's shape, does not have yet.
// VRO_INTERRUPTED, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_simulation_run(const vro_simulation *self, vro_tally *sum,
                                             vro_errors *errors);

#endif
