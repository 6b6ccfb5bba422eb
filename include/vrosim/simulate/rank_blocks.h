// The blocks of children of a run on all threads of all ranks, with checkpoints.
#ifndef VROSIM_SIMULATE_RANK_BLOCKS_H
#define VROSIM_SIMULATE_RANK_BLOCKS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/rank_round.h"
#include "vrosim/simulate/ranks.h"

#include <stdbool.h>
#include <stdint.h>

// All pointers are borrowed.
typedef struct vro_rank_blocks_options {
    const vro_model *model;
    const vro_ranks *ranks;
    vro_pool *pool;              // of this rank; counts the children of all ranks
    bool recording;              // whether rank 0 writes the courses of the first children
    vro_course_rows *courses;    // at rank 0, where they go; else NULL
    const char *checkpoint_path; // file that rank 0 keeps up to date, or NULL
    uint64_t every;              // seconds between two checkpoints
} vro_rank_blocks_options;

typedef struct vro_rank_blocks {
    vro_rank_blocks_options options;
    vro_checkpoint *checkpoint; // borrowed; at rank 0 of all blocks done, at others of those not
                                // yet sent to rank 0
    vro_blocks blocks;          // owned
    vro_rank_round round;       // owned
    vro_interval_set summed;    // blocks in the sums of any rank, the same at every rank, owned
    uint64_t unrecorded; // first block whose courses are not written yet, the same at every rank
    double due;          // when the next checkpoint is, by vro_clock_now
} vro_rank_blocks;

// Prepares to add blocks to a checkpoint, of which every rank holds the same copy; afterwards rank
// 0 alone keeps what is in it. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_blocks_init(vro_rank_blocks *self, vro_checkpoint *checkpoint,
                                               const vro_rank_blocks_options *options,
                                               vro_errors *errors);

// Simulates the blocks of a range, inside checkpoint->planned, that the checkpoint lacks, and
// writes the courses of the range that are not written yet. Every rank must call it. Afterwards the
// checkpoint of rank 0, and its file, have all these blocks. the status of a signal, at
// every rank, where the host of one wants to stop: the blocks done until then are kept.
VRO_MUST_CHECK vro_status vro_rank_blocks_run(vro_rank_blocks *self, vro_interval blocks,
                                              vro_errors *errors);

void vro_rank_blocks_free(vro_rank_blocks *self);

#endif
