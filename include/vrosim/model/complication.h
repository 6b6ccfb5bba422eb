// Adverse events, implant removal and reoperation for other reasons (model.md 7.2 and 7.4).
#ifndef VROSIM_MODEL_COMPLICATION_H
#define VROSIM_MODEL_COMPLICATION_H

#include "vrosim/model/hips.h"

// Sets removal, event[VRO_CAUSE_COMPLICATION] and event[VRO_CAUSE_OTHER], and counts adverse
// events.
void vro_complication_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                               vro_episode_draws *draws);

#endif
