// The work of a run: blocks of children, done by all threads of all ranks, with checkpoints.
#ifndef VROSIM_SIMULATE_RANK_ROUNDS_H
#define VROSIM_SIMULATE_RANK_ROUNDS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/simulate/ranks.h"

#include <stdbool.h>
#include <stdint.h>

// How it is to be done; all pointers are borrowed.
typedef struct vro_terms {
    const vro_model *model;
    const vro_ranks *ranks;
    int threads;            // of this rank, at least 1
    bool recording;         // the courses of the first children are written, by rank 0
    vro_courses *courses;   // at rank 0, where they go; else NULL
    vro_progress *progress; // at rank 0; else NULL
    const char *checkpoint; // file for rank 0 to keep up to date, or NULL
    uint64_t every;         // seconds between two checkpoints
} vro_terms;

typedef struct vro_work {
    vro_terms terms;
    vro_part *part;       // borrowed; at rank 0 all that is done, elsewhere what is not yet sent
    vro_threads threads;  // owned
    vro_ranges summed;    // blocks that are in the sums of any rank; the same at all, owned
    uint64_t unrecorded;  // first block whose courses are not written yet; the same at all
    struct vro_word *all; // [ranks] of a round, owned
    double due;           // when the next checkpoint is
} vro_work;

// The threads for a rank's share of the blocks of part (vro_job_threads).
int vro_work_threads(const vro_part *part, const vro_ranks *ranks, int asked);

// Makes ready to add to part, which every rank holds, the same at all; what is in it already is
// kept by rank 0 alone. VRO_NO_MEMORY. self is safe to free in any case.
VRO_MUST_CHECK vro_status vro_work_init(vro_work *self, vro_part *part, const vro_terms *terms,
                                        vro_errors *errors);

// Does all blocks of a range, inside part->planned, that the part does not have yet, and writes
// those courses of the range that are wanted and not written. Every rank must call it. Afterwards
// part, at rank 0, has all of them, and so has the checkpoint. VRO_INTERRUPTED or VRO_TERMINATED,
// at every rank, where vro_stop_asked at one of them: what was done until then is kept.
VRO_MUST_CHECK vro_status vro_work_run(vro_work *self, vro_range blocks, vro_errors *errors);

// Releases what self owns; safe on a zeroed object, and twice.
void vro_work_free(vro_work *self);

#endif
