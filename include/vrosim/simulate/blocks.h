// Blocks of children on a pool of threads: the loop of a run, without files, clocks and ranks.
#ifndef VROSIM_SIMULATE_BLOCKS_H
#define VROSIM_SIMULATE_BLOCKS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/run_size.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct vro_blocks {
    vro_pool *pool; // borrowed, like the model
    const vro_model *model;
    vro_random_source random;
    vro_run_size size;
    struct vro_block_worker *workers; // [count], one a thread, owned
    int count;
} vro_blocks;

// What is to be done. Everything is borrowed.
typedef struct vro_block_task {
    const vro_interval_set *blocks; // in this order; those whose courses are written come first
    const vro_interval_set *summed; // blocks of which only the courses are wanted; NULL: none
    vro_course_rows *courses; // where the courses of the first size.courses children go; NULL: not
                              // written
    bool (*is_late)(void *context); // whether no further block shall begin, but one; NULL: never
    void *context;                  // of is_late
} vro_block_task;

// Memory for every thread of the pool. No courses can be written where size.courses is 0.
VRO_MUST_CHECK vro_status vro_blocks_init(vro_blocks *self, vro_pool *pool, const vro_model *model,
                                          vro_random_source random, vro_run_size size,
                                          vro_errors *errors);

// Runs blocks until they are used up or the task is late; the pool counts their children. Sets
// *done to the number of blocks done, the first ones of the list. Courses are written in order of
// patient, then strategy. Sums and courses are the same for any number of threads. VRO_BAD_OUTPUT
// where courses cannot be written; VRO_INTERRUPTED or VRO_TERMINATED, without a sentence, where the
// host of the pool ended it, which leaves the sums of the *done blocks valid.
VRO_MUST_CHECK vro_status vro_blocks_run(vro_blocks *self, const vro_block_task *task,
                                         uint64_t *done, vro_errors *errors);

// Moves the sums of all threads to a tally of the shape of the model. After VRO_NO_MEMORY self can
// only be freed.
VRO_MUST_CHECK vro_status vro_blocks_gather(vro_blocks *self, vro_tally *sum, vro_errors *errors);

void vro_blocks_free(vro_blocks *self);

#endif
