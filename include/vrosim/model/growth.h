// Rebound of the angles, migration, and the visit that leads to surgery (model.md 7.3 and 8).
#ifndef VROSIM_MODEL_GROWTH_H
#define VROSIM_MODEL_GROWTH_H

#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// Sets the rebounds, the edge loads and the pull from the state after operation and healing.
void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters);

// Sets event_time[VRO_CAUSE_MIGRATION], the time of the visit at which migration leads to surgery.
void vro_growth_find_rescue(vro_hips *hips, const vro_model_parameters *parameters,
                            vro_episode_draws *draws, vro_scratch *scratch);

// migration: [count], percent, that which vro_growth_advance will bring about at next_time.
void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  vro_scratch *scratch, float *migration);

// Moves angles, migration and release on by next_time.
void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters,
                        vro_scratch *scratch);

#endif
