// Shared by the merge of a run and that of a psa: reads all files, even after one at fault, and
// names the shards that are missing.
#ifndef VROSIM_VERB_GATHER_SHARDS_H
#define VROSIM_VERB_GATHER_SHARDS_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/shards.h"
#include "vrosim/verb/shard_inputs.h"

#include <stdint.h>

// Reads the contents of a file, which it may take over, and adds what they hold to what is merged;
// a file that fits is noted in shards. name stands for it in faults. *pieces is 0 until a first
// file has been taken, which sets it to the pieces of the whole study.
typedef vro_status vro_shard_reader(void *merged, const char *name, vro_checksummed_bytes *bytes,
                                    vro_shards *shards, uint64_t *pieces, vro_errors *errors);

// Takes all files into merged; unit: the plural noun for pieces in sentences, such as "blocks".
// The first fault of any file, or VRO_BAD_INPUT if shards are missing (vro_shards_check).
VRO_MUST_CHECK vro_status vro_gather_shards(vro_shard_inputs *files, const char *unit,
                                            vro_shard_reader *read, void *merged,
                                            vro_errors *errors);

#endif
