// A shard of a study or of an analysis: part I of N of its blocks or samples, for machines that
// know nothing of each other.
#ifndef VROSIM_SIMULATE_SHARD_H
#define VROSIM_SIMULATE_SHARD_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// More than anybody needs; few enough for products with a number of blocks.
enum { VRO_SHARDS_MAX = 1000000 };

typedef struct vro_shard {
    uint64_t number; // 1 .. count; 0 where no shard was asked for
    uint64_t count;  // at most VRO_SHARDS_MAX
} vro_shard;

// Reads "I/N". False where text is anything else.
bool vro_shard_read(vro_shard *self, const char *text);

// Its blocks (or samples) of `blocks` in all: none where there are more shards than blocks, all
// where no shard was asked for.
vro_interval vro_shard_interval(const vro_shard *self, uint64_t blocks);

// The name of its file, "shard-I-of-N.tally", to be freed by the caller; NULL without memory
// (reported).
char *vro_shard_file(const vro_shard *self, vro_errors *errors);

// Into how many shards `blocks` were cut, if each of the ranges is one of them; 0 where that cannot
// be told, because no number or more than one fits.
uint64_t vro_shard_count_of(const vro_interval *ranges, size_t count, uint64_t blocks);

#endif
