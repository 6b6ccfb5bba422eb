// A round of the ranks of a job: each works until the round is over, then all report to each other
// what they have done and whether their host wants to stop.
#ifndef VROSIM_SIMULATE_RANK_ROUND_H
#define VROSIM_SIMULATE_RANK_ROUND_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"

#include <stdbool.h>
#include <stdint.h>

// What a rank reports to the others.
typedef struct vro_rank_report {
    uint64_t done;          // work, in the unit of the caller
    vro_status interrupted; // VRO_OK, or what its host wants (vro_callbacks)
    bool checkpoint_due;
} vro_rank_report;

typedef struct vro_rank_round {
    const vro_ranks *ranks;   // borrowed
    vro_pool *pool;           // of this rank, borrowed
    double end;               // by vro_clock_now
    vro_rank_report *reports; // [ranks->count], of the last round, the same at every rank, owned
} vro_rank_round;

VRO_MUST_CHECK vro_status vro_rank_round_init(vro_rank_round *self, const vro_ranks *ranks,
                                              vro_pool *pool, vro_errors *errors);

// Begins a round: of one second among several ranks, until the time `alone` for a single process.
void vro_rank_round_begin(vro_rank_round *self, double alone);

// Whether the round is over: is_late of a vro_pool_job or a vro_block_task. self is a
// vro_rank_round.
bool vro_rank_round_is_over(void *self);

// Ends a round, of whose work this rank has the status: exchanges the reports. Every rank must call
// it, and may wait for the others. Where status is a fault, returns it and exchanges nothing,
// because a rank that fails ends the job. An interruption is no fault: it is reported to the
// others.
VRO_MUST_CHECK vro_status vro_rank_round_end(vro_rank_round *self, vro_status status, uint64_t done,
                                             bool checkpoint_due);

// The sum of what the ranks have done, by their last reports.
uint64_t vro_rank_round_done(const vro_rank_round *self);

// VRO_OK, or what the host of any rank wanted in the last round: the same at every rank; of
// several, the last in the table of statuses.
vro_status vro_rank_round_interrupted(const vro_rank_round *self);

void vro_rank_round_free(vro_rank_round *self);

#endif
