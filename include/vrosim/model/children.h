// A chunk of children of one level before surgery (model.md 2 and 3): drawn once, shared by all
// strategies. Arrays of one quantity each; of hips one for the index hips and one for the others.
#ifndef VROSIM_MODEL_CHILDREN_H
#define VROSIM_MODEL_CHILDREN_H

#include "vrosim/model/episode_draws.h"
#include "vrosim/model/given_children.h"

#include <stdalign.h>

typedef struct vro_children {
    size_t count;                          // <= VRO_CHUNK
    size_t level;                          // 0..4
    alignas(64) uint64_t state[VRO_CHUNK]; // place of the child's draws
    uint64_t patient[VRO_CHUNK];
    alignas(64) uint32_t female[VRO_CHUNK];
    uint32_t bilateral_draw[VRO_CHUNK];
    uint32_t symmetric_draw[VRO_CHUNK];
    float age[VRO_CHUNK];                        // years
    float age_score[VRO_CHUNK];                  // standard score of the draw of the age
    float maturity[VRO_CHUNK];                   // years
    float neck_length[VRO_CHUNK];                // mm at age 8
    float fragility[VRO_CHUNK];                  // standard score
    float tone_score[VRO_CHUNK];                 // standard score
    float natural_lld[VRO_CHUNK];                // mm
    float visit_phase[VRO_CHUNK];                // 0..1, share of the visit interval
    float natural_death[VRO_CHUNK];              // years after the index operation; INFINITY never
    float end[VRO_CHUNK];                        // years: the horizon, or a natural death before it
    alignas(64) float nsa[VRO_HIPS][VRO_CHUNK];  // degrees
    float anteversion[VRO_HIPS][VRO_CHUNK];      // degrees
    float acetabular_index[VRO_HIPS][VRO_CHUNK]; // degrees
    float migration[VRO_HIPS][VRO_CHUNK];        // percent
    float shape[VRO_HIPS][VRO_CHUNK];            // degrees
    float neck_sine[VRO_HIPS][VRO_CHUNK];        // of the neck-shaft angle
    float neck_cosine[VRO_HIPS][VRO_CHUNK];
} vro_children;

// Scratch memory for drawing children. Scores are indexed by vro_hip_slot.
typedef struct vro_children_scratch {
    uint32_t uniforms[VRO_CHUNK];
    float maturity_female[VRO_CHUNK]; // years
    float maturity_male[VRO_CHUNK];
    float shared_scores[4][VRO_CHUNK]; // of both hips of a child
    float scores[4][VRO_CHUNK];        // of one hip
    float score[VRO_CHUNK];
} vro_children_scratch;

// Draws the children whose count, level, patient and state are set. parameters: of any strategy at
// their level. given: what is known of them (its list is set); NULL: nothing.
void vro_children_draw(vro_children *self, const vro_model_parameters *parameters,
                       const vro_slot_draws *slots, vro_given_children *given,
                       vro_children_scratch *scratch);

// Copies selected children, with follow-up that ends by death at death[child].
// death: [self->count], years.
void vro_children_select(const vro_children *self, const vro_selection *selection,
                         const float *death, vro_children *selected);

#endif
