// The shards that a merge was given: which are there, and which are missing.
#ifndef VROSIM_SIMULATE_SHARDS_H
#define VROSIM_SIMULATE_SHARDS_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_shards {
    const char *unit;        // what shards consist of, in sentences: "blocks"; static
    vro_interval_set held;   // union of the shards, owned
    vro_interval *intervals; // [count], of the shards that are not empty, owned
    size_t count;
} vro_shards;

// Room for `most` shards. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_shards_init(vro_shards *self, const char *unit, size_t most,
                                          vro_errors *errors);

// Adds a shard, which may be empty. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_shards_add(vro_shards *self, vro_interval shard, vro_errors *errors);

// VRO_BAD_INPUT where any of the units 0 .. total - 1 is in no shard. The sentences name the shards
// that are missing, or the units where the number of shards is unknown.
VRO_MUST_CHECK vro_status vro_shards_check(const vro_shards *self, uint64_t total,
                                           vro_errors *errors);

void vro_shards_free(vro_shards *self);

#endif
