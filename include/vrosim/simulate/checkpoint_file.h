// A checkpoint as a tally file: one format for what a run has done so far and for a shard.
#ifndef VROSIM_SIMULATE_CHECKPOINT_FILE_H
#define VROSIM_SIMULATE_CHECKPOINT_FILE_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/checkpoint.h"

#include <stdbool.h>
#include <stddef.h>

// Whether the file at path begins like a tally file, of any format; a pipe does not.
bool vro_checkpoint_file_is_on(const char *path);

// Whether vro_checkpoint_file_write could write a file at path: nothing is there, or an empty file,
// or a tally file. VRO_BAD_USAGE where something else is; VRO_BAD_OUTPUT where the folder takes no
// new file.
VRO_MUST_CHECK vro_status vro_checkpoint_file_check_path(const char *path, vro_errors *errors);

// Writes the file under a temporary name beside it, makes it last (fsync) and renames it; a link
// stays, and what it leads to is replaced. VRO_BAD_OUTPUT, and VRO_BAD_USAGE where something else
// than a tally file is there, leave what was at path untouched, and nothing beside it.
VRO_MUST_CHECK vro_status vro_checkpoint_file_write(const vro_checkpoint *self, const char *path,
                                                    vro_errors *errors);

// Reads a file into self, which is overwritten. VRO_BAD_INPUT, with one sentence, for what is not a
// tally file, of another format or version of the program, cut short, or altered. self is then
// empty.
VRO_MUST_CHECK vro_status vro_checkpoint_file_read(vro_checkpoint *self, const char *path,
                                                   vro_errors *errors);

// The same to and from memory; bytes are owned by the caller, name stands for them in faults. Equal
// parts have equal bytes, on any machine.
VRO_MUST_CHECK vro_status vro_checkpoint_file_encode(const vro_checkpoint *self,
                                                     unsigned char **bytes, size_t *size,
                                                     vro_errors *errors);
VRO_MUST_CHECK vro_status vro_checkpoint_file_decode(vro_checkpoint *self,
                                                     const unsigned char *bytes, size_t size,
                                                     const char *name, vro_errors *errors);

#endif
