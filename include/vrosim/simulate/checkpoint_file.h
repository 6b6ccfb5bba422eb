// A checkpoint as a tally file, which is also the file of a shard.
#ifndef VROSIM_SIMULATE_CHECKPOINT_FILE_H
#define VROSIM_SIMULATE_CHECKPOINT_FILE_H

#include "vrosim/core/error.h"
#include "vrosim/file/checksummed_file.h"
#include "vrosim/simulate/checkpoint.h"

#include <stddef.h>

// The kind of file.
const vro_checksummed_file *vro_checkpoint_file_kind(void);

// Checks that vro_checkpoint_file_write can write to path: there is no file, an empty one, or a
// tally file. VRO_BAD_USAGE where there is something else; VRO_BAD_OUTPUT where the folder is not
// writable.
VRO_MUST_CHECK vro_status vro_checkpoint_file_check_path(const char *path, vro_errors *errors);

// Checks path as above and replaces the file in one step (vro_atomic_file_replace); a link stays,
// and the file that it leads to is replaced. A failure leaves the old file, and no other beside it.
VRO_MUST_CHECK vro_status vro_checkpoint_file_write(const vro_checkpoint *self, const char *path,
                                                    vro_errors *errors);

// Reads a file into self, which is overwritten. VRO_BAD_INPUT, with one sentence, where the file is
// not a tally file, is of another format or another version of the program, is cut short or
// altered; self is then empty.
VRO_MUST_CHECK vro_status vro_checkpoint_file_read(vro_checkpoint *self, const char *path,
                                                   vro_errors *errors);

// The same to and from memory. The caller owns bytes; faults call them name. Equal checkpoints have
// equal bytes, on any machine.
VRO_MUST_CHECK vro_status vro_checkpoint_file_encode(const vro_checkpoint *self,
                                                     unsigned char **bytes, size_t *size,
                                                     vro_errors *errors);
VRO_MUST_CHECK vro_status vro_checkpoint_file_decode(vro_checkpoint *self,
                                                     const unsigned char *bytes, size_t size,
                                                     const char *name, vro_errors *errors);

#endif
