// A shard: part I of N of the blocks of a run or of the samples of an analysis, for machines that
// do not communicate.
#ifndef VROSIM_SIMULATE_SHARD_H
#define VROSIM_SIMULATE_SHARD_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Products with a number of blocks stay below 2^64.
enum { VRO_SHARDS_MAX = 1000000 };

typedef struct vro_shard {
    uint64_t number; // 1 .. count; 0: not a shard, the whole
    uint64_t count;  // at most VRO_SHARDS_MAX; 0: likewise
} vro_shard;

// Reads "I/N". False where text is anything else.
bool vro_shard_read(vro_shard *self, const char *text);

// Its blocks (or samples) out of all `blocks`; may be empty where there are more shards than
// blocks.
vro_interval vro_shard_interval(const vro_shard *self, uint64_t blocks);

// The name of its file, "shard-I-of-N.tally", to be freed by the caller; NULL without memory
// (reported).
char *vro_shard_file(const vro_shard *self, vro_errors *errors);

// The number N of shards of `blocks` such that each of intervals[count], none of them empty, is one
// of the N; 0 where no N fits, or more than one.
uint64_t vro_shard_count_of(const vro_interval *intervals, size_t count, uint64_t blocks);

#endif
