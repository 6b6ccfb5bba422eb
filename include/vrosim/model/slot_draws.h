// The draws of children by slot: outputs of PCG32 (core/slots.h), or scrambled Sobol points
// (core/sobol.h). A slot then has a dimension (model/slot_dimensions.h), a child a point: children
// r R to r R + R - 1 of a source with replicates of R children have, in random order, the points of
// replicate r. Their level is read off the number of the point, so the points of a level follow
// each other and are as even as any that do. Either way any draw of any child is found without
// those before it; model.md 1.1 and 1.3.
#ifndef VROSIM_MODEL_SLOT_DRAWS_H
#define VROSIM_MODEL_SLOT_DRAWS_H

#include "vrosim/core/random_source.h"
#include "vrosim/core/slots.h"
#include "vrosim/core/sobol.h"
#include "vrosim/model/slot.h"
#include "vrosim/model/slot_dimensions.h"

#include <stddef.h>
#include <stdint.h>

// Where the replicates of a run are few, they are smaller: its errors come from their spread.
enum { VRO_REPLICATE = VRO_SOBOL_POINTS, VRO_SMALL_REPLICATE = 1024 };
#define VRO_REPLICATE_CHILDREN UINT64_C(131072) // of a run with replicates of VRO_REPLICATE

typedef struct vro_slot_draws {
    vro_random_source source;
    vro_jump jumps[VRO_SLOTS + 1]; // of PCG32
    uint64_t replicate;            // that dimensions are of; UINT64_MAX: none yet
    uint32_t level_start;          // what the level of point 0 begins with
    vro_sobol_matrix matrices[VRO_SLOT_DIMENSIONS];
    vro_sobol_dimension dimensions[VRO_SLOT_DIMENSIONS];
    uint16_t dimension_of[VRO_SLOTS_USED]; // of each slot but the level
    uint16_t point_of[VRO_REPLICATE];      // of each child of the replicate
} vro_slot_draws;

// The source with the replicates of a run of this number of children; that of PCG32 as it is.
vro_random_source vro_slot_draws_source(vro_random_source source, uint64_t children);

// source.replicate <= VRO_REPLICATE.
void vro_slot_draws_init(vro_slot_draws *self, vro_random_source source);

// The number of children from `first` on, at most count, who are of one replicate.
size_t vro_slot_draws_together(const vro_slot_draws *self, uint64_t first, size_t count);

// places[i]: where the draws of child first + i are found, i = 0 .. count - 1, children of one
// replicate. Places of another replicate are then no longer valid.
void vro_slot_draws_start(vro_slot_draws *self, uint64_t first, size_t count, uint64_t *places);

// draws[i] = the draw of a slot at a place, [n].
void vro_slot_draws_draw(const vro_slot_draws *self, unsigned slot, const uint64_t *places,
                         size_t n, uint32_t *draws);

#endif
