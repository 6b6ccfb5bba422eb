// How often each rare event was drawn in a course, and with what probability a position was lost
// (model.md 9.9): vro_results.rare_draws and .loss_chance.
#ifndef VROSIM_MODEL_RARE_DRAWS_H
#define VROSIM_MODEL_RARE_DRAWS_H

#include "vrosim/model/hips.h"
#include "vrosim/model/results.h"

// Counts those of the index session. hips: [VRO_HIPS], in episode 0, whose procedures are known.
// end: of the follow-up that is known without the deaths of operations.
void vro_rare_draws_start(const vro_hips *hips, const float *end, vro_results *results);

// Counts those of a later episode. death, by child: the first that is known, of what the operations
// counted before have brought about.
void vro_rare_draws_add(const vro_hips *hips, const float *death, uint32_t *scratch,
                        vro_results *results);

// Sets the probability with which the index hips could lose their position in episode 0, after
// healing.
void vro_rare_draws_note_loss(const vro_hips *index, vro_results *results);

// No operation decides over children who die from other causes by the horizon.
void vro_rare_draws_leave_out_natural_deaths(const vro_children *children, float horizon,
                                             vro_results *results);

#endif
