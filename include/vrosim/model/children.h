// A chunk of children of one level before surgery (model.md 2 and 3): drawn once, shared by all
// strategies. Arrays of one quantity each; a hip's place is hip * count + child.
#ifndef VROSIM_MODEL_CHILDREN_H
#define VROSIM_MODEL_CHILDREN_H

#include "vrosim/model/episode_draws.h"
#include "vrosim/model/scratch.h"

#include <stdalign.h>

typedef struct vro_children {
    size_t count;                          // <= VRO_CHUNK
    size_t level;                          // 0..4
    alignas(64) uint64_t state[VRO_CHUNK]; // of the child's first slot
    uint64_t patient[VRO_CHUNK];
    alignas(64) uint32_t female[VRO_CHUNK];
    uint32_t bilateral_draw[VRO_CHUNK];
    uint32_t spica_draw[VRO_CHUNK];
    uint32_t death_draw[VRO_CHUNK];
    float age[VRO_CHUNK];           // years
    float maturity[VRO_CHUNK];      // years
    float neck_length[VRO_CHUNK];   // mm at age 8
    float fragility[VRO_CHUNK];     // standard score
    float tone_score[VRO_CHUNK];    // standard score
    float natural_lld[VRO_CHUNK];   // mm
    float natural_death[VRO_CHUNK]; // years after the index operation; INFINITY never
    float end[VRO_CHUNK];           // years: the horizon, or a natural death before it
    alignas(64) float nsa[VRO_CHUNK_HIPS];
    float anteversion[VRO_CHUNK_HIPS];
    float acetabular_index[VRO_CHUNK_HIPS];
    float migration[VRO_CHUNK_HIPS];
    float shape[VRO_CHUNK_HIPS];
    float neck_sine[VRO_CHUNK_HIPS]; // of the neck-shaft angle
    float neck_cosine[VRO_CHUNK_HIPS];
} vro_children;

// Draws the children whose count, level, patient and state are set. parameters: of any strategy at
// their level.
void vro_children_draw(vro_children *self, const vro_model_parameters *parameters,
                       const vro_jump *jumps, vro_scratch *scratch);

// Copies selected children, with follow-up that ends by death at death[child].
// death: [self->count], years.
void vro_children_select(const vro_children *self, const vro_selection *selection,
                         const float *death, vro_children *selected);

#endif
