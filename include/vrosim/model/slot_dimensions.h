// Which dimension of the Sobol points (core/sobol.h) a slot has in a replicate; model.md 1.3.
//
// Two dimensions may be less even together than chance, in all points or in a slice of them such as
// the children of a level. Few pairs are, and none among the first dimensions that matters: these
// belong, for good, to the slots that decide most. The others change places from replicate to
// replicate, so that no two slots are such a pair for long, the leading ones among themselves, the
// rest among themselves. The level has no dimension: it is read off the number of a point.
#ifndef VROSIM_MODEL_SLOT_DIMENSIONS_H
#define VROSIM_MODEL_SLOT_DIMENSIONS_H

#include "vrosim/core/random_source.h"
#include "vrosim/model/slot.h"

#include <stddef.h>
#include <stdint.h>

enum {
    VRO_SLOT_DIMENSIONS = VRO_SLOTS_USED - 1,
    VRO_LEADING_SLOTS = 63,
    VRO_FIXED_SLOTS = 23 // the first of them, with dimensions 0, 1, ... in every replicate
};

// The slots that decide most of what varies, [VRO_LEADING_SLOTS].
const uint16_t *vro_slot_dimensions_leading(void);

// dimension_of[slot], [VRO_SLOTS_USED]; that of VRO_SLOT_LEVEL is not set.
void vro_slot_dimensions_find(vro_random_source source, uint64_t replicate, uint16_t *dimension_of);

#endif
