// The shards that a merge was given: which are there, and which are missing.
#ifndef VROSIM_SIMULATE_SHARDS_H
#define VROSIM_SIMULATE_SHARDS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_shards {
    const char *pieces;    // what was dealt out, as in "blocks"; static
    vro_interval_set held; // pieces that any of the shards is of, owned
    vro_interval *ranges;  // [count] those of each shard that has any, owned
    size_t count;
} vro_shards;

// For at most so many shards. VRO_NO_MEMORY leaves self safe to free.
VRO_MUST_CHECK vro_status vro_shards_init(vro_shards *self, const char *pieces, size_t most,
                                          vro_errors *errors);

// Notes a shard, which may be empty. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_shards_add(vro_shards *self, vro_interval range, vro_errors *errors);

// VRO_BAD_INPUT where not all pieces 0 .. pieces - 1 are held, with a sentence for each shard that
// is missing, or for the pieces where it cannot be told how many shards there are.
VRO_MUST_CHECK vro_status vro_shards_check(const vro_shards *self, uint64_t pieces,
                                           vro_errors *errors);

// Releases everything; safe on a zeroed object, and twice.
void vro_shards_free(vro_shards *self);

#endif
