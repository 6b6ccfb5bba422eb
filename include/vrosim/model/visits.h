// Visits after an operation (model.md 7.3 and 9.4): the one at which surgery for migration is
// decided, and the first at which the hip counts as failed.
#ifndef VROSIM_MODEL_VISITS_H
#define VROSIM_MODEL_VISITS_H

#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// A hip is due for surgery only if it has not improved by more than this since the visit before.
static const float VRO_IMPROVEMENT = 0.001f; // percent; model.md 7.3

// Sets decided, event_time[VRO_CAUSE_MIGRATION] and seen_over from what vro_growth_prepare set;
// seen_over only of hips that were never revised. In the last episode nothing is decided.
void vro_visits_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                         vro_episode_draws *draws, vro_scratch *scratch);

#endif
