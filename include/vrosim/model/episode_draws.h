// The draws of a set of hips in one episode, made slot by slot when first asked for. For the index
// operation the same luck serves every strategy, so that a draw and its variate are made once.
#ifndef VROSIM_MODEL_EPISODE_DRAWS_H
#define VROSIM_MODEL_EPISODE_DRAWS_H

#include "vrosim/core/slots.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/model/results.h"
#include "vrosim/model/slot.h"

#include <stdalign.h>
#include <stdbool.h>

// Hips of a chunk and two vectors more, an odd number of cache lines again.
enum { VRO_CHUNK_HIPS = VRO_HIPS * VRO_CHUNK + 2 * VRO_LANES };

typedef struct vro_episode_draws {
    const uint64_t *states; // [count] of each hip's child
    const vro_jump *jumps;  // [VRO_SLOTS + 1]
    size_t count;           // hips: [0, index_hips) index hips, [index_hips, count) other hips
    size_t index_hips;
    unsigned episode;
    bool drawn[VRO_EPISODE_SLOTS];
    const vro_qtable *read[VRO_EPISODE_SLOTS]; // the table behind `variates`; NULL: none yet
    bool exponential[VRO_EPISODE_SLOTS];       // `variates` are unit exponentials
    alignas(64) uint32_t uniforms[VRO_EPISODE_SLOTS][VRO_CHUNK_HIPS];
    alignas(64) float variates[VRO_EPISODE_SLOTS][VRO_CHUNK_HIPS];
} vro_episode_draws;

// Binds the luck to hips and an episode and forgets all draws. Borrows states and jumps. Like all
// arrays that hot loops work on, states, draws, variates and happens have VRO_CHUNK_HIPS places, of
// which those beyond count are computed and mean nothing.
void vro_episode_draws_bind(vro_episode_draws *self, const uint64_t *states, size_t count,
                            size_t index_hips, unsigned episode, const vro_jump *jumps);

// The raw draws of a slot, [count].
const uint32_t *vro_episode_draws_uniforms(vro_episode_draws *self, vro_episode_slot slot);

// The variates of a slot under a distribution, [count]. They stay until the slot is read again,
// under another distribution or as exponentials.
const float *vro_episode_draws_variates(vro_episode_draws *self, vro_episode_slot slot,
                                        const vro_qtable *distribution);

// The unit exponential variates of a slot, [count]; they stay as variates do.
const float *vro_episode_draws_exponentials(vro_episode_draws *self, vro_episode_slot slot);

// happens[i] = 1 where the slot's event of the given probability happens, else 0; [count].
void vro_episode_draws_events(vro_episode_draws *self, vro_episode_slot slot,
                              vro_bernoulli bernoulli, uint32_t *happens);

// The same for a few hips: chosen[0 .. n-1] are their positions in rising order.
typedef struct vro_selection {
    size_t count;
    int32_t places[VRO_CHUNK_HIPS];
} vro_selection;

// The positions i in [0, count) where flags[i] is 1.
void vro_selection_find(vro_selection *self, const uint32_t *flags, size_t count);

// draws and values: [selection->count].
void vro_episode_draws_selected_uniforms(const vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_selection *selection, uint32_t *uniforms);
void vro_episode_draws_selected_variates(const vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_qtable *distribution,
                                         const vro_selection *selection, float *variates);

#endif
