#include "vrosim/model/episode_draws.h"

#include "vrosim/core/vmath.h"

#include <string.h>

void vro_episode_draws_bind(vro_episode_draws *self, const uint64_t *states, size_t count,
                            unsigned hip, unsigned episode, const vro_slot_draws *slots) {
    self->states = states;
    self->slots = slots;
    self->count = count;
    self->hip = hip;
    self->episode = episode;
    memset(self->drawn, 0, sizeof self->drawn);
    memset(self->table, 0, sizeof self->table);
    memset(self->exponential, 0, sizeof self->exponential);
}

static void draw_at(const vro_episode_draws *self, vro_episode_slot slot, const uint64_t *states,
                    size_t n, uint32_t *uniforms) {
    vro_slot_draws_draw(self->slots, vro_slot_of_episode(self->hip, self->episode, slot), states, n,
                        uniforms);
}

static void draw_uniforms(const vro_episode_draws *self, vro_episode_slot slot,
                          uint32_t *uniforms) {
    draw_at(self, slot, self->states, vro_lanes(self->count), uniforms);
}

const uint32_t *vro_episode_draws_uniforms(vro_episode_draws *self, vro_episode_slot slot) {
    if (!self->drawn[slot])
        draw_uniforms(self, slot, self->uniforms[slot]);
    self->drawn[slot] = true;
    return self->uniforms[slot];
}

const float *vro_episode_draws_variates(vro_episode_draws *self, vro_episode_slot slot,
                                        const vro_qtable *distribution) {
    if (self->table[slot] != distribution) {
        draw_uniforms(self, slot, self->scratch_uniforms);
        vro_qtable_read(distribution, self->scratch_uniforms, vro_lanes(self->count),
                        self->variates[slot]);
        self->table[slot] = distribution;
        self->exponential[slot] = false;
    }
    return self->variates[slot];
}

// -ln(1 - u); one logarithm for each draw.
VRO_VECTOR static void make_exponentials(const uint32_t *uniforms, size_t n, float *variates) {
    for (size_t i = 0; i < n; i++)
        variates[i] = vro_exponential_of_draw(uniforms[i]);
}

const float *vro_episode_draws_exponentials(vro_episode_draws *self, vro_episode_slot slot) {
    if (!self->exponential[slot]) {
        draw_uniforms(self, slot, self->scratch_uniforms);
        make_exponentials(self->scratch_uniforms, vro_lanes(self->count), self->variates[slot]);
        self->table[slot] = NULL;
        self->exponential[slot] = true;
    }
    return self->variates[slot];
}

VRO_VECTOR static void compare(const uint32_t *uniforms, uint32_t limit, size_t n,
                               uint32_t *happens) {
    for (size_t i = 0; i < n; i++)
        happens[i] = uniforms[i] <= limit;
}

void vro_episode_draws_events(vro_episode_draws *self, vro_episode_slot slot,
                              vro_bernoulli bernoulli, uint32_t *happens) {
    if (!bernoulli.possible)
        memset(happens, 0, self->count * sizeof *happens);
    else
        compare(vro_episode_draws_uniforms(self, slot), bernoulli.limit, vro_lanes(self->count),
                happens);
}

// Without a branch, since flags are unpredictable.
void vro_selection_find(vro_selection *self, const uint32_t *flags, size_t count) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        self->places[n] = (int32_t)i;
        n += flags[i];
    }
    self->count = n;
}

void vro_episode_draws_selected_uniforms(vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_selection *selection, uint32_t *uniforms) {
    uint64_t *states = self->scratch_states;
    for (size_t i = 0; i < selection->count; i++)
        states[i] = self->states[selection->places[i]];
    draw_at(self, slot, states, selection->count, uniforms);
}

void vro_episode_draws_selected_variates(vro_episode_draws *self, vro_episode_slot slot,
                                         const vro_qtable *distribution,
                                         const vro_selection *selection, float *variates) {
    vro_episode_draws_selected_uniforms(self, slot, selection, self->scratch_uniforms);
    vro_qtable_read(distribution, self->scratch_uniforms, selection->count, variates);
}
