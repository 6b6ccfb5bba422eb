// The blocks of a run distributed to its ranks: a share for each, contiguous among the blocks left.
// Every rank keeps the shares of all, so that ranks only exchange numbers of blocks.
#ifndef VROSIM_SIMULATE_RANK_SHARES_H
#define VROSIM_SIMULATE_RANK_SHARES_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct vro_rank_shares {
    vro_interval_set *left; // [count], what is left of the share of each rank, owned
    int count;
    uint64_t recorded; // blocks below this one are for rank 0, which writes their courses
} vro_rank_shares;

// Distributes blocks evenly to `count` ranks; to rank 0 at least those below `recorded`.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_shares_init(vro_rank_shares *self,
                                               const vro_interval_set *blocks, int count,
                                               uint64_t recorded, vro_errors *errors);

// Moves the first `done` blocks of a rank's share to a set. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_shares_take(vro_rank_shares *self, int rank, uint64_t done,
                                               vro_interval_set *taken, vro_errors *errors);

// Where the share of one rank is empty and that of another is not, distributes the blocks left
// again. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_shares_balance(vro_rank_shares *self, vro_errors *errors);

// Whether all shares are empty.
bool vro_rank_shares_empty(const vro_rank_shares *self);

void vro_rank_shares_free(vro_rank_shares *self);

#endif
