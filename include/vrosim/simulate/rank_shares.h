// Blocks dealt out to the ranks of a run: a piece each, contiguous among those that are left.
// Every rank keeps the same account of all pieces, so that only numbers of blocks need be told.
#ifndef VROSIM_SIMULATE_RANK_SHARES_H
#define VROSIM_SIMULATE_RANK_SHARES_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct vro_rank_shares {
    vro_interval_set *left; // [count]: what is left of each rank's piece, owned
    int count;
    uint64_t recorded; // blocks below this one are for rank 0
} vro_rank_shares;

// Deals out blocks, to rank 0 at least those below `recorded`. VRO_NO_MEMORY leaves self safe to
// free.
VRO_MUST_CHECK vro_status vro_rank_shares_init(vro_rank_shares *self,
                                               const vro_interval_set *blocks, int count,
                                               uint64_t recorded, vro_errors *errors);

// Takes the first `done` blocks of a rank's piece away, and adds them to a set.
VRO_MUST_CHECK vro_status vro_rank_shares_take(vro_rank_shares *self, int rank, uint64_t done,
                                               vro_interval_set *taken, vro_errors *errors);

// Deals what is left out again where a rank has nothing left and another has. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_shares_balance(vro_rank_shares *self, vro_errors *errors);

// Whether all blocks are done.
bool vro_rank_shares_empty(const vro_rank_shares *self);

// Releases everything; safe on a zeroed object, and twice.
void vro_rank_shares_free(vro_rank_shares *self);

#endif
