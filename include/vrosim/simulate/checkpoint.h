// How far a run, or a shard of it, has come: its specification, the blocks of children planned and
// done, and the tally of the blocks done. Its file (simulate/checkpoint_file.h) is a tally file.
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
    vro_interval planned;  // blocks to simulate: all, or those of a shard
    vro_interval_set done; // inside planned, owned
    vro_tally tally;       // of the blocks done, owned
} vro_checkpoint;

// No block done. specification is copied; scenario is that of the specification, planned lies
// inside vro_specification_blocks(specification). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checkpoint_init(vro_checkpoint *self,
                                              const vro_specification *specification,
                                              const vro_scenario *scenario, vro_interval planned,
                                              vro_errors *errors);

// Children in the blocks done.
uint64_t vro_checkpoint_children(const vro_checkpoint *self);

// Adds the blocks and the tally of other to self; self->planned grows to contain both. Where other
// has another specification, or blocks that self has: VRO_BAD_INPUT, naming file. VRO_NO_MEMORY.
// self is unchanged by a failure.
VRO_MUST_CHECK vro_status vro_checkpoint_merge(vro_checkpoint *self, const vro_checkpoint *other,
                                               const char *file, vro_errors *errors);

void vro_checkpoint_free(vro_checkpoint *self);

#endif
