#include "vrosim/model/episode_draws.h"

#include "vrosim/core/vmath.h"

#include <string.h>

void vro_luck_bind(vro_luck *self, const uint64_t *states, size_t count, size_t split,
                   unsigned episode, const vro_jump *jumps) {
    self->states = states;
    self->jumps = jumps;
    self->count = count;
    self->split = split;
    self->episode = episode;
    memset(self->drawn, 0, sizeof self->drawn);
    memset(self->read, 0, sizeof self->read);
    memset(self->exponential, 0, sizeof self->exponential);
}

static vro_jump jump_to(const vro_luck *self, unsigned hip, vro_episode_slot slot) {
    return self->jumps[vro_slot_of_episode(hip, self->episode, slot)];
}

// Both parts in whole vectors: the second overwrites what the first leaves beyond the index hips.
static void make_draws(const vro_luck *self, vro_episode_slot slot, uint32_t *draws) {
    const size_t others = vro_lanes(self->count) - self->split;
    vro_slots_draw(self->states, jump_to(self, 0, slot), vro_lanes(self->split), draws);
    vro_slots_draw(self->states + self->split, jump_to(self, 1, slot), vro_lanes(others),
                   draws + self->split);
}

const uint32_t *vro_luck_draws(vro_luck *self, vro_episode_slot slot) {
    if (!self->drawn[slot])
        make_draws(self, slot, self->draws[slot]);
    self->drawn[slot] = true;
    return self->draws[slot];
}

const float *vro_luck_variates(vro_luck *self, vro_episode_slot slot, const vro_qtable *law) {
    uint32_t draws[VRO_ROOM];
    if (self->read[slot] != law) {
        make_draws(self, slot, draws);
        vro_qtable_read(law, draws, vro_lanes(self->count), self->variates[slot]);
        self->read[slot] = law;
        self->exponential[slot] = false;
    }
    return self->variates[slot];
}

// One logarithm a draw.
VRO_VECTOR static void make_exponentials(const uint32_t *draws, size_t n, float *variates) {
    for (size_t i = 0; i < n; i++)
        variates[i] = vro_exponential_of_draw(draws[i]);
}

const float *vro_luck_exponentials(vro_luck *self, vro_episode_slot slot) {
    uint32_t draws[VRO_ROOM];
    if (!self->exponential[slot]) {
        make_draws(self, slot, draws);
        make_exponentials(draws, vro_lanes(self->count), self->variates[slot]);
        self->read[slot] = NULL;
        self->exponential[slot] = true;
    }
    return self->variates[slot];
}

VRO_VECTOR static void compare(const uint32_t *draws, uint32_t limit, size_t n, uint32_t *happens) {
    for (size_t i = 0; i < n; i++)
        happens[i] = draws[i] <= limit;
}

void vro_luck_events(vro_luck *self, vro_episode_slot slot, vro_chance chance, uint32_t *happens) {
    if (!chance.possible)
        memset(happens, 0, self->count * sizeof *happens);
    else
        compare(vro_luck_draws(self, slot), chance.limit, vro_lanes(self->count), happens);
}

// Without a branch: which flags are set cannot be foretold.
void vro_few_find(vro_few *self, const uint32_t *flags, size_t count) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        self->chosen[n] = (int32_t)i;
        n += flags[i];
    }
    self->n = n;
}

void vro_luck_few_draws(const vro_luck *self, vro_episode_slot slot, const vro_few *few,
                        uint32_t *draws) {
    uint64_t states[VRO_ROOM];
    size_t index_hips = 0;
    for (size_t i = 0; i < few->n; i++) {
        states[i] = self->states[few->chosen[i]];
        index_hips += (size_t)few->chosen[i] < self->split;
    }
    vro_slots_draw(states, jump_to(self, 0, slot), index_hips, draws);
    vro_slots_draw(states + index_hips, jump_to(self, 1, slot), few->n - index_hips,
                   draws + index_hips);
}

void vro_luck_few_variates(const vro_luck *self, vro_episode_slot slot, const vro_qtable *law,
                           const vro_few *few, float *variates) {
    uint32_t draws[VRO_ROOM];
    vro_luck_few_draws(self, slot, few, draws);
    vro_qtable_read(law, draws, few->n, variates);
}
