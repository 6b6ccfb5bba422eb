// A part of a study: its order, the blocks of children that were to be computed, those that have
// been, and the sums over them. As a file it is a checkpoint or a shard: one format.
#ifndef VROSIM_SIMULATE_CHECKPOINT_H
#define VROSIM_SIMULATE_CHECKPOINT_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/simulate/specification.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_checkpoint {
    vro_specification specification;
    vro_interval planned;  // blocks that this part is to hold in the end; all of them, or a shard's
    vro_interval_set done; // inside planned
    vro_tally tally;       // over the blocks done
} vro_checkpoint;

// A part with no block done. order is copied; scenario is the order's, planned lies inside
// vro_specification_blocks(order). VRO_NO_MEMORY leaves self safe to free.
VRO_MUST_CHECK vro_status vro_checkpoint_init(vro_checkpoint *self,
                                              const vro_specification *specification,
                                              const vro_scenario *scenario, vro_interval planned,
                                              vro_errors *errors);

// Children in the blocks done.
uint64_t vro_checkpoint_children(const vro_checkpoint *self);

// Whether the file at path begins like a tally file, of any format; a pipe does not.
bool vro_checkpoint_is_on(const char *path);

// Whether vro_checkpoint_write could write a file at path: nothing is there, or an empty file, or a
// tally file. VRO_BAD_USAGE where something else is; VRO_BAD_OUTPUT where the folder takes no new
// file.
VRO_MUST_CHECK vro_status vro_checkpoint_check_path(const char *path, vro_errors *errors);

// Writes the file under a temporary name beside it, makes it last (fsync) and renames it; a link
// stays, and what it leads to is replaced. VRO_BAD_OUTPUT, and VRO_BAD_USAGE where something else
// than a tally file is there, leave what was at path untouched, and nothing beside it.
VRO_MUST_CHECK vro_status vro_checkpoint_write(const vro_checkpoint *self, const char *path,
                                               vro_errors *errors);

// Reads a file into self, which is overwritten. VRO_BAD_INPUT, with one sentence, for what is not a
// tally file, of another format or version of the program, cut short, or altered. self is then
// empty.
VRO_MUST_CHECK vro_status vro_checkpoint_read(vro_checkpoint *self, const char *path,
                                              vro_errors *errors);

// The same to and from memory; bytes are owned by the caller, name stands for them in faults. Equal
// parts have equal bytes, on any machine.
VRO_MUST_CHECK vro_status vro_checkpoint_encode(const vro_checkpoint *self, unsigned char **bytes,
                                                size_t *size, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_checkpoint_decode(vro_checkpoint *self, const unsigned char *bytes,
                                                size_t size, const char *name, vro_errors *errors);

// Adds other's blocks to self, whose planned range grows to hold both. VRO_BAD_INPUT, naming file,
// and self as it was, where other is of another order, or holds blocks that self has.
VRO_MUST_CHECK vro_status vro_checkpoint_merge(vro_checkpoint *self, const vro_checkpoint *other,
                                               const char *file, vro_errors *errors);

// Releases everything; safe on a zeroed part, and twice.
void vro_checkpoint_free(vro_checkpoint *self);

#endif
