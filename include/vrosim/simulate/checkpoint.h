// A part of a study: its order, the blocks of children that were to be computed, those that have
// been, and the sums over them. As a file (simulate/checkpoint_file.h) it
// is a checkpoint or a shard.
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

// Adds other's blocks to self, whose planned range grows to hold both. VRO_BAD_INPUT, naming file,
// and self as it was, where other is of another order, or holds blocks that self has.
VRO_MUST_CHECK vro_status vro_checkpoint_merge(vro_checkpoint *self, const vro_checkpoint *other,
                                               const char *file, vro_errors *errors);

// Releases everything; safe on a zeroed part, and twice.
void vro_checkpoint_free(vro_checkpoint *self);

#endif
