// The work of a run: blocks of children, done by all threads of all ranks, with checkpoints.
#ifndef VROSIM_SIMULATE_RANK_ROUNDS_H
#define VROSIM_SIMULATE_RANK_ROUNDS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"

#include <stdbool.h>
#include <stdint.h>

// How it is to be done; all pointers are borrowed.
typedef struct vro_rank_rounds_options {
    const vro_model *model;
    const vro_ranks *ranks;
    vro_pool *pool;              // of this rank; counts the children of all ranks
    bool recording;              // the courses of the first children are written, by rank 0
    vro_course_rows *courses;    // at rank 0, where they go; else NULL
    const char *checkpoint_path; // file for rank 0 to keep up to date, or NULL
    uint64_t every;              // seconds between two checkpoints
} vro_rank_rounds_options;

typedef struct vro_rank_rounds {
    vro_rank_rounds_options options;
    vro_checkpoint
        *checkpoint;         // borrowed; at rank 0 all that is done, elsewhere what is not yet sent
    vro_blocks blocks;       // owned
    vro_interval_set summed; // blocks that are in the sums of any rank; the same at all, owned
    uint64_t unrecorded;     // first block whose courses are not written yet; the same at all
    struct vro_rank_report *all; // [ranks] of a round, owned
    double due;                  // when the next checkpoint is
} vro_rank_rounds;

// The threads for a rank's share of the blocks of part (vro_rank_threads_count).
int vro_rank_rounds_threads(const vro_checkpoint *checkpoint, const vro_ranks *ranks, int asked);

// Makes ready to add to part, which every rank holds, the same at all; what is in it already is
// kept by rank 0 alone. VRO_NO_MEMORY. self is safe to free in any case.
VRO_MUST_CHECK vro_status vro_rank_rounds_init(vro_rank_rounds *self, vro_checkpoint *checkpoint,
                                               const vro_rank_rounds_options *options,
                                               vro_errors *errors);

// Does all blocks of a range, inside part->planned, that the part does not have yet, and writes
// those courses of the range that are wanted and not written. Every rank must call it. Afterwards
// part, at rank 0, has all of them, and so has the checkpoint. VRO_INTERRUPTED or VRO_TERMINATED,
// at every rank, where the host of one of them wants to stop: what was done until then is kept.
VRO_MUST_CHECK vro_status vro_rank_rounds_run(vro_rank_rounds *self, vro_interval blocks,
                                              vro_errors *errors);

// Releases what self owns; safe on a zeroed object, and twice.
void vro_rank_rounds_free(vro_rank_rounds *self);

#endif
