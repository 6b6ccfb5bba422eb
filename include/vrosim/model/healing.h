// Healing of an osteotomy, and loss of position before it has healed (model.md 6).
#ifndef VROSIM_MODEL_HEALING_H
#define VROSIM_MODEL_HEALING_H

#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// Sets healing, position_lost and event_time[VRO_CAUSE_LOSS], and moves the angles of hips that
// lost position.
void vro_healing_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                          vro_episode_draws *draws, vro_scratch *scratch);

#endif
