// How long a hip is displaced within an episode, migration running in straight lines between the
// points at which it is looked at: the start, the visits, the end (model.md 11.3).
#ifndef VROSIM_MODEL_DISPLACEMENT_H
#define VROSIM_MODEL_DISPLACEMENT_H

#include "vrosim/model/discount.h"
#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// Present values at the episode's start, years.
typedef struct vro_displacement {
    float displaced[VRO_CHUNK]; // over VRO_DISPLACED_OVER
    float severe[VRO_CHUNK];    // over VRO_SEVERELY_DISPLACED_OVER
} vro_displacement;

// Writes [hips->count] of each. next_time is known, migration and release are those of the start.
void vro_displacement_find(vro_displacement *self, const vro_hips *hips,
                           const vro_model_parameters *parameters, vro_discount by,
                           vro_scratch *scratch);

#endif
