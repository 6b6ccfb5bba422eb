// The end of follow-up: the outcomes of a child from the state of both hips (model.md 9).
#ifndef VROSIM_MODEL_END_OF_FOLLOW_UP_H
#define VROSIM_MODEL_END_OF_FOLLOW_UP_H

#include "vrosim/model/milestones.h"
#include "vrosim/model/results.h"
#include "vrosim/model/scratch.h"

// Who came to the end of follow-up, and when.
typedef struct vro_followed {
    const vro_children *children; // before surgery
    const vro_slot_draws *slots;
    const vro_hips *hips;       // [VRO_HIPS], of all of them, at the end
    vro_milestones *milestones; // failures seen at the end are added
    const uint32_t *bilateral;  // [children], 1: surgery of both hips in the index session
    const float *end;           // [children], H, years
} vro_followed;

// Writes every outcome but those that results hold already: cause, revision_time, death_time,
// VRO_LOSS_OF_POSITION and VRO_HEALING_WEEKS. Costs and QALYs are economics.h's.
void vro_end_of_follow_up_measure(vro_followed followed, const vro_model_parameters *parameters,
                                  vro_scratch *scratch, vro_results *results);

#endif
