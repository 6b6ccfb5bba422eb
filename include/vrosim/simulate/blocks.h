// The loop of a run over blocks of children, on a pool of threads; without files, clocks and ranks.
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
    struct vro_block_worker *workers; // [count], one for each thread, owned
    int count;
} vro_blocks;

// Which blocks to simulate, and what for. Everything is borrowed.
typedef struct vro_block_task {
    const vro_interval_set *blocks; // in this order
    const vro_interval_set *summed; // blocks to leave out of the sums; NULL: none
    vro_course_rows *courses;       // for the first size.courses children; NULL: not written
    bool (*is_late)(void *context); // whether no further block may begin, after one; NULL: never
    void *context;                  // of is_late
} vro_block_task;

// Allocates what every thread of the pool needs; for courses only where size.courses > 0.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_blocks_init(vro_blocks *self, vro_pool *pool, const vro_model *model,
                                          vro_random_source random, vro_run_size size,
                                          vro_errors *errors);

// Simulates blocks until all are done or the task is late; the pool counts their children. Sets
// *done to the number of blocks done, the first ones of the list. Courses are written in the order
// of child, then strategy. Sums and courses are the same for any number of threads. VRO_BAD_OUTPUT
// where courses cannot be written; the status of a signal, without a sentence, where the
// host of the pool stopped it: the sums of the *done blocks are then valid.
VRO_MUST_CHECK vro_status vro_blocks_run(vro_blocks *self, const vro_block_task *task,
                                         uint64_t *done, vro_errors *errors);

// Moves the sums of all threads to a tally of the model's shape. After VRO_NO_MEMORY self can only
// be freed.
VRO_MUST_CHECK vro_status vro_blocks_gather(vro_blocks *self, vro_tally *sum, vro_errors *errors);

void vro_blocks_free(vro_blocks *self);

#endif
