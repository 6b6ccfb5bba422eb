// Rebound of the angles, migration, and the visits at which it is seen (model.md 7.3 and 8).
#ifndef VROSIM_MODEL_GROWTH_H
#define VROSIM_MODEL_GROWTH_H

#include "vrosim/model/hips.h"

// Sets rebounds, loads and pull from the state after operation and healing.
void vro_growth_prepare(vro_hips *hips, const vro_model_parameters *parameters);

// Sets event[VRO_CAUSE_MIGRATION]: the visit at which migration leads to surgery.
void vro_growth_find_rescue(vro_hips *hips, const vro_model_parameters *parameters,
                            vro_episode_draws *draws);

// migration[count]: where it will be at next_time, before vro_growth_advance.
void vro_growth_predict_migration(const vro_hips *hips, const vro_model_parameters *parameters,
                                  float *migration);

// Moves angles, migration and release on by next_time.
void vro_growth_advance(vro_hips *hips, const vro_model_parameters *parameters);

#endif
