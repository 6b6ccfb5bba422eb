// Blocks dealt out to the ranks of a run: a piece each, contiguous among those that are left.
// Every rank keeps the same account of all pieces, so that only numbers of blocks need be told.
#ifndef VROSIM_SIMULATE_RANK_SHARES_H
#define VROSIM_SIMULATE_RANK_SHARES_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct vro_pieces {
    vro_ranges *left; // [count]: what is left of each rank's piece, owned
    int count;
    uint64_t recorded; // blocks below this one are for rank 0
} vro_pieces;

// Deals out blocks, to rank 0 at least those below `recorded`. VRO_NO_MEMORY leaves self safe to
// free.
VRO_MUST_CHECK vro_status vro_pieces_init(vro_pieces *self, const vro_ranges *blocks, int count,
                                          uint64_t recorded, vro_errors *errors);

// Takes the first `done` blocks of a rank's piece away, and adds them to a set.
VRO_MUST_CHECK vro_status vro_pieces_take(vro_pieces *self, int rank, uint64_t done,
                                          vro_ranges *taken, vro_errors *errors);

// Deals what is left out again where a rank has nothing left and another has. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_pieces_balance(vro_pieces *self, vro_errors *errors);

// Whether all blocks are done.
bool vro_pieces_empty(const vro_pieces *self);

// Releases everything; safe on a zeroed object, and twice.
void vro_pieces_free(vro_pieces *self);

#endif
