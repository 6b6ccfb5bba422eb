// When migration passes a threshold within an episode, between visits too.
#ifndef VROSIM_MODEL_FIRST_PASSAGE_H
#define VROSIM_MODEL_FIRST_PASSAGE_H

#include "vrosim/model/hips.h"

// time[count]: years from the episode's start at which migration passes a threshold below 100 %: 0
// where it is over it from the start, next_time where it does not pass it by then. final: as
// vro_growth_predict_migration has it. Migration at that time is the threshold within 1e-4 %.
void vro_first_passage_find(const vro_hips *hips, const vro_model_parameters *parameters,
                            float threshold, const float *final, float *time);

#endif
