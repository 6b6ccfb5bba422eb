// Adverse events, implant removal and reoperations for other reasons (model.md 7.2 and 7.4).
#ifndef VROSIM_MODEL_COMPLICATION_H
#define VROSIM_MODEL_COMPLICATION_H

#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// Sets adverse_events, removal, event_time[VRO_CAUSE_COMPLICATION] and event_time[VRO_CAUSE_OTHER],
// and counts adverse events in the history. Avascular necrosis changes bone_shortening and shape.
void vro_complication_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                               vro_episode_draws *draws, vro_scratch *scratch);

#endif
