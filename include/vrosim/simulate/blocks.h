// Blocks of children on the cores of one machine.
#ifndef VROSIM_SIMULATE_BLOCKS_H
#define VROSIM_SIMULATE_BLOCKS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/simulate/specification.h"

#include <stddef.h>
#include <stdint.h>

// One a thread, each with a block, sums and, where courses are written, their rows.
typedef struct vro_blocks {
    const vro_model *model; // borrowed
    vro_random_source random;
    vro_run_size size;
    struct vro_worker *workers; // [count], owned
    int count;
} vro_blocks;

// What is to be done.
typedef struct vro_block_task {
    const vro_interval_set *blocks; // in this order; those whose courses are written come first
    const vro_interval_set *summed; // of these only the courses are wanted; NULL: none
    vro_course_rows *courses;       // gets the courses of the first size.courses children, or NULL
    vro_progress *progress;         // or NULL
    double until;                   // no block is begun after this time of vro_clock_now, but one
} vro_block_task;

// Makes `count` workers, at least one. No courses can be written where size.courses is 0.
// VRO_NO_MEMORY. self is safe to free in any case.
VRO_MUST_CHECK vro_status vro_blocks_init(vro_blocks *self, const vro_model *model,
                                          vro_random_source random, vro_run_size size, int count,
                                          vro_errors *errors);

// Runs blocks until they are used up, until the time is over, or until vro_interrupt_requested:
// *done blocks from the start of the list, no more and no fewer. Courses are written in order of
// patient, then strategy. VRO_BAD_OUTPUT where they cannot be. Same sums and courses for any number
// of threads.
VRO_MUST_CHECK vro_status vro_blocks_run(vro_blocks *self, const vro_block_task *task,
                                         uint64_t *done, vro_errors *errors);

// Moves the sums of all workers to a tally, of the model's number of strategies and horizon.
// VRO_NO_MEMORY, after which self can only be freed.
VRO_MUST_CHECK vro_status vro_blocks_gather(vro_blocks *self, vro_tally *sum, vro_errors *errors);

// Releases everything; safe on a zeroed object, and twice.
void vro_blocks_free(vro_blocks *self);

#endif
