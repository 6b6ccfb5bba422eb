// The draws of a set of hips in one episode, made slot by slot when first asked for. For the index
// operation the same luck serves every strategy, so that a draw and its variate are made once.
#ifndef VROSIM_MODEL_EPISODE_DRAWS_H
#define VROSIM_MODEL_EPISODE_DRAWS_H

#include "vrosim/core/slots.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/model/results.h"
#include "vrosim/model/slot.h"

#include <stdbool.h>

// Hips of a chunk and two vectors more, an odd number of cache lines again.
enum { VRO_ROOM = VRO_HIPS * VRO_CHUNK + 2 * VRO_LANES };

typedef struct vro_luck {
    const uint64_t *states; // [count] of each hip's child
    const vro_jump *jumps;  // [VRO_SLOTS + 1]
    size_t count;           // hips: [0, split) index hips, [split, count) other hips
    size_t split;
    unsigned episode;
    bool drawn[VRO_EPISODE_SLOTS];
    const vro_qtable *read[VRO_EPISODE_SLOTS]; // the table behind `variates`; NULL: none yet
    bool exponential[VRO_EPISODE_SLOTS];       // `variates` are unit exponentials
    _Alignas(64) uint32_t draws[VRO_EPISODE_SLOTS][VRO_ROOM];
    _Alignas(64) float variates[VRO_EPISODE_SLOTS][VRO_ROOM];
} vro_luck;

// Binds the luck to hips and an episode and forgets all draws. Borrows states and jumps. Like all
// arrays that hot loops work on, states, draws, variates and happens have VRO_ROOM places, of which
// those beyond count are computed and mean nothing.
void vro_luck_bind(vro_luck *self, const uint64_t *states, size_t count, size_t split,
                   unsigned episode, const vro_jump *jumps);

// The raw draws of a slot, [count].
const uint32_t *vro_luck_draws(vro_luck *self, vro_episode_slot slot);

// The variates of a slot under a law, [count]. They stay until the slot is read again, under
// another law or as exponentials.
const float *vro_luck_variates(vro_luck *self, vro_episode_slot slot, const vro_qtable *law);

// The unit exponential variates of a slot, [count]; they stay as variates do.
const float *vro_luck_exponentials(vro_luck *self, vro_episode_slot slot);

// happens[i] = 1 where the slot's event of the given probability happens, else 0; [count].
void vro_luck_events(vro_luck *self, vro_episode_slot slot, vro_chance chance, uint32_t *happens);

// The same for a few hips: chosen[0 .. n-1] are their positions in rising order.
typedef struct vro_few {
    size_t n;
    int32_t chosen[VRO_ROOM];
} vro_few;

// The positions i in [0, count) where flags[i] is 1.
void vro_few_find(vro_few *self, const uint32_t *flags, size_t count);

// draws and values: [few->n].
void vro_luck_few_draws(const vro_luck *self, vro_episode_slot slot, const vro_few *few,
                        uint32_t *draws);
void vro_luck_few_variates(const vro_luck *self, vro_episode_slot slot, const vro_qtable *law,
                           const vro_few *few, float *variates);

#endif
