// The random numbers of a set of hips in one episode, drawn slot by slot when they are first
// needed. Every strategy shares those of the index operation: each is drawn once, and each variate
// is computed once for as long as strategies agree on its distribution.
#ifndef VROSIM_MODEL_EPISODE_DRAWS_H
#define VROSIM_MODEL_EPISODE_DRAWS_H

#include "vrosim/model/model_parameters.h"
#include "vrosim/model/results.h"
#include "vrosim/model/slot_draws.h"

#include <stdalign.h>
#include <stdbool.h>

typedef struct vro_episode_draws {
    const uint64_t *states; // [count] of each hip's child
    const vro_slot_draws *slots;
    size_t count; // hips
    unsigned hip; // 0 index, 1 other
    unsigned episode;
    bool drawn[VRO_EPISODE_SLOTS];
    const vro_qtable *table[VRO_EPISODE_SLOTS]; // that variates were read from; NULL: none yet
    bool exponential[VRO_EPISODE_SLOTS];        // variates are unit exponentials
    alignas(64) uint32_t uniforms[VRO_EPISODE_SLOTS][VRO_CHUNK];
    alignas(64) float variates[VRO_EPISODE_SLOTS][VRO_CHUNK];
    alignas(64) uint64_t scratch_states[VRO_CHUNK];
    uint32_t scratch_uniforms[VRO_CHUNK];
} vro_episode_draws;

// Binds self to the hips of one side (0 index, 1 other) in an episode and forgets all draws.
// Borrows states and slots.
void vro_episode_draws_bind(vro_episode_draws *self, const uint64_t *states, size_t count,
                            unsigned hip, unsigned episode, const vro_slot_draws *slots);

// The raw draws of a slot, [count].
const uint32_t *vro_episode_draws_uniforms(vro_episode_draws *self, vro_episode_slot slot);

// The variates of a slot under a distribution, [count]. They stay until the slot is read again
// under another distribution or as exponentials.
const float *vro_episode_draws_variates(vro_episode_draws *self, vro_episode_slot slot,
                                        const vro_qtable *distribution);

// The unit exponential variates of a slot, [count]; they stay as variates do.
const float *vro_episode_draws_exponentials(vro_episode_draws *self, vro_episode_slot slot);

// happens[i] = 1 where the slot's event of the given probability happens, else 0; [count].
void vro_episode_draws_events(vro_episode_draws *self, vro_episode_slot slot,
                              vro_bernoulli bernoulli, uint32_t *happens);

// Hips on which a stage works alone: their places in the set, in rising order.
typedef struct vro_selection {
    size_t count;
    int32_t places[VRO_CHUNK];
} vro_selection;

// Selects the places i in [0, count) where flags[i] is 1.
void vro_selection_find(vro_selection *self, const uint32_t *flags, size_t count);

// The draws and the variates of selected hips, [selection->count]. They are not kept.
void vro_episode_draws_selected_uniforms(vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_selection *selection, uint32_t *uniforms);
void vro_episode_draws_selected_variates(vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_qtable *distribution,
                                         const vro_selection *selection, float *variates);

#endif
