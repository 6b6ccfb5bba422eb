// The first time within an episode at which migration passes a threshold, between visits too.
#ifndef VROSIM_MODEL_FIRST_PASSAGE_H
#define VROSIM_MODEL_FIRST_PASSAGE_H

#include "vrosim/model/hips.h"
#include "vrosim/model/scratch.h"

// time: [count], years from the episode's start; 0 where migration is over the threshold (percent,
// below 100) from the start, next_time where it does not pass it by then. Migration at that time is
// the threshold within 1e-4 %. final: migration at next_time from vro_growth_predict_migration.
void vro_first_passage_find(const vro_hips *hips, const vro_model_parameters *parameters,
                            float threshold, const float *final, vro_scratch *scratch, float *time);

#endif
