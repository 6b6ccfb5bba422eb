// The JSON header of a tally file: the specification, the blocks, and the shape of the tally.
#ifndef VROSIM_SIMULATE_CHECKPOINT_HEADER_H
#define VROSIM_SIMULATE_CHECKPOINT_HEADER_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/checkpoint.h"

#include <stddef.h>

// The header of a checkpoint as text, owned by the caller; NULL without memory (reported).
char *vro_checkpoint_header_write(const vro_checkpoint *checkpoint, vro_errors *errors);

// Reads text[size] into checkpoint, which is overwritten; every count of its tally is 0.
// VRO_BAD_INPUT, naming file, where entries are missing or contradict each other, or are of another
// version of the program; checkpoint is then empty.
VRO_MUST_CHECK vro_status vro_checkpoint_header_read(vro_checkpoint *checkpoint, const char *text,
                                                     size_t size, const char *file,
                                                     vro_errors *errors);

#endif
