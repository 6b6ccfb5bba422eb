// The end of follow-up: from the state of both hips to the outcomes of the child (model.md 9).
#ifndef VROSIM_MODEL_END_OF_FOLLOW_UP_H
#define VROSIM_MODEL_END_OF_FOLLOW_UP_H

#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"

// Reads from results what the course has written there: cause, revision_time, death_time,
// loss_of_position and healing_weeks. Fills every other outcome. all_hips: the hips at the end;
// bilateral, end: [children->count].
void vro_end_of_follow_up_measure(const vro_children *children, const vro_hips *all_hips,
                                  const uint32_t *bilateral, const float *end,
                                  const vro_model_parameters *parameters, vro_results *results);

#endif
