// The JSON header of a tally file: what a part is of, and the shape of its tally.
#ifndef VROSIM_SIMULATE_CHECKPOINT_HEADER_H
#define VROSIM_SIMULATE_CHECKPOINT_HEADER_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/checkpoint.h"

#include <stddef.h>

// The header of a part as text, owned by the caller; NULL without memory (reported).
char *vro_checkpoint_header_write(const vro_checkpoint *checkpoint, vro_errors *errors);

// Reads text[size] into part, which is overwritten: all but the tally, which is made in the shape
// that the order asks for, with every count 0. VRO_BAD_INPUT, naming file, where anything is
// missing or does not fit together, or is of another version of the program; part is then empty.
VRO_MUST_CHECK vro_status vro_checkpoint_header_read(vro_checkpoint *checkpoint, const char *text,
                                                     size_t size, const char *file,
                                                     vro_errors *errors);

#endif
