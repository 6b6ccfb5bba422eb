// Operating: which procedures, and what they do to the hip (model.md 4.2, 4.3 and 5).
#ifndef VROSIM_MODEL_OPERATION_H
#define VROSIM_MODEL_OPERATION_H

#include "vrosim/model/hips.h"

// Decides the procedures and casts of the index operation. bilateral: [hips->count], 1 where the
// other hip is operated too.
void vro_operation_plan_index(vro_hips *hips, const uint32_t *bilateral,
                              const vro_model_parameters *parameters, vro_episode_draws *draws);

// Decides the procedures and casts of a reoperation or session from its cause.
void vro_operation_plan_reoperation(vro_hips *hips, const vro_model_parameters *parameters,
                                    vro_episode_draws *draws);

// Operates: changes angles, socket, migration, lengths, release and history.
void vro_operation_operate(vro_hips *hips, const vro_model_parameters *parameters,
                           vro_episode_draws *draws);

#endif
