// The files of shards that a merge was given. What can be read only once, such as a pipe, is read
// at the start and kept; other files are read when they are taken, one after the other.
#ifndef VROSIM_VERB_SHARD_INPUTS_H
#define VROSIM_VERB_SHARD_INPUTS_H

#include "vrosim/core/error.h"
#include "vrosim/file/checksummed_reader.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_shard_input {
    const char *name;                 // its path; borrowed
    const vro_checksummed_file *kind; // that of a run or that of an analysis; NULL: of neither
    vro_checksummed_bytes bytes;      // of one that is kept
    bool kept;                        // it can be read only once, and was
    vro_status status;                // of reading it at the start
} vro_shard_input;

typedef struct vro_shard_inputs {
    vro_shard_input *files; // [count], owned
    size_t count;
} vro_shard_inputs;

// Looks at the files at paths[count]. VRO_NO_MEMORY; a fault of a single file is added and stays
// its status.
VRO_MUST_CHECK vro_status vro_shard_inputs_open(vro_shard_inputs *self, const char *const *paths,
                                                size_t count, vro_errors *errors);

// Gives the contents of a file, once; the caller frees bytes. The status of a file that was read at
// the start, or VRO_BAD_INPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_shard_inputs_take(vro_shard_inputs *self, size_t number,
                                                vro_checksummed_bytes *bytes, vro_errors *errors);

// Releases everything.
void vro_shard_inputs_free(vro_shard_inputs *self);

#endif
