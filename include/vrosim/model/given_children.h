// The attributes of a list of children in the place of drawn ones (model.md 2.4), for a chunk of
// children. Nothing of it is called where there is no list.
#ifndef VROSIM_MODEL_GIVEN_CHILDREN_H
#define VROSIM_MODEL_GIVEN_CHILDREN_H

#include "vrosim/input/child_list.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/model/results.h"
#include "vrosim/model/slot.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

enum { VRO_HIP_SCORES = 4 }; // that correlate; indexed by vro_hip_slot

typedef struct vro_given_children {
    const vro_child_list *list; // borrowed
    size_t count;               // children of the chunk, as whole vectors
    alignas(64) float values[VRO_CHILD_ATTRIBUTES][VRO_CHUNK]; // NAN: drawn
    float scores[VRO_HIPS][VRO_HIP_SCORES][VRO_CHUNK];         // of the hips, as drawn
    float scratch_score[VRO_HIPS][VRO_HIP_SCORES][VRO_CHUNK];  // of the given values; NAN: none
    float scratch_value[VRO_CHUNK];
    float scratch_low[VRO_CHUNK], scratch_high[VRO_CHUNK];
    uint32_t scratch_draw[VRO_CHUNK];
} vro_given_children;

// Sets the levels (0-based) that are given of patients first .. first + count - 1.
void vro_given_children_set_levels(const vro_child_list *list, uint64_t first, size_t count,
                                   uint8_t *level_of);

// Takes the values of a chunk of patients[count] from the list.
void vro_given_children_load(vro_given_children *self, const uint64_t *patients, size_t count);

// Puts given values of an attribute in the place of those in values[count].
void vro_given_children_replace(const vro_given_children *self, vro_child_attribute attribute,
                                float *values);

// The same of the sex, 0 or 1.
void vro_given_children_replace_sex(const vro_given_children *self, uint32_t *female);

// Puts the standard scores of given ages in the place of scores[count].
void vro_given_children_score_age(vro_given_children *self, const vro_model_parameters *parameters,
                                  float *scores);

// Makes self->scores, drawn without knowledge of the hips, scores under the condition of what is
// given of either hip.
void vro_given_children_condition(vro_given_children *self, const vro_model_parameters *parameters);

#endif
