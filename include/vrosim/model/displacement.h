// How long a hip is displaced within an episode, migration running in straight lines between the
// points at which it is looked at: the start, the visits, the end (model.md 11.3).
#ifndef VROSIM_MODEL_DISPLACEMENT_H
#define VROSIM_MODEL_DISPLACEMENT_H

#include "vrosim/model/discount.h"
#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// displaced, severe: [count], present value in years, at the episode's start, of the time over
// VRO_DISPLACED_OVER and over VRO_SEVERELY_DISPLACED_OVER. next_time is known; final: [count],
// migration then from vro_growth_predict_migration.
void vro_displacement_find(const vro_hips *hips, const vro_model_parameters *parameters,
                           const float *final, vro_discount by, vro_displacement_scratch *scratch,
                           float *displaced, float *severe);

#endif
