// Pieces of work on all threads of all ranks: rank r works on the pieces r, r + ranks, ...
#ifndef VROSIM_SIMULATE_RANK_PIECES_H
#define VROSIM_SIMULATE_RANK_PIECES_H

#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"

// Everything is borrowed.
typedef struct vro_rank_pieces {
    const vro_ranks *ranks;
    vro_pool *pool;  // of this rank
    uint64_t pieces; // of all ranks
    uint64_t units;  // that run counts for a piece; those of other ranks are counted here
    void *context;   // first argument of run, which works on one piece, as of a vro_pool_job
    vro_status (*run)(void *context, int thread, uint64_t piece, vro_errors *errors);
} vro_rank_pieces;

// The pieces of a rank.
uint64_t vro_rank_pieces_own(const vro_rank_pieces *self, int rank);

// Works until all ranks have done their pieces. Every rank must call it. The status of a signal, at
// every rank, where the host of one wants to stop.
VRO_MUST_CHECK vro_status vro_rank_pieces_run(const vro_rank_pieces *self, vro_errors *errors);

// Brings what the pieces made to rank 0: size bytes at made + piece * size. Every rank must call
// it. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_pieces_gather(const vro_rank_pieces *self, void *made,
                                                 size_t size, vro_errors *errors);

#endif
