// One stage of the model at a time: a chunk of children of one level, drawn, with their hips and
// the draws of their index operation.
#ifndef VROSIM_TESTS_STAGE_H
#define VROSIM_TESTS_STAGE_H

#include "small_model.h"

typedef struct stage {
    small_model small;
    size_t strategy;
    size_t level;
    vro_slot_draws slots;
    uint32_t bilateral[VRO_CHUNK];
    vro_children children;
    vro_hips hips[VRO_HIPS];
    vro_episode_draws draws[VRO_HIPS]; // of the episode the hips are in
    vro_growth_of_children ages;
    vro_scratch scratch;
} stage;

// The model of small_model_open, at a level and under strategy 0. Owned by the caller.
stage *stage_new(const char *strategies, const char *lines, size_t level);

void stage_free(stage *self);

// Draws children first .. first + count - 1, whatever level the case mix gives them, and opens
// their hips, followed to the horizon. count <= VRO_CHUNK.
void stage_load_children(stage *self, uint64_t first, size_t count);

// Their index operation, of both hips where the plan says so.
void stage_operate(stage *self);

// What growth will do to both hips from their present state, whatever their episode.
void stage_prepare_growth(stage *self);

// Brings both hips into an episode, all at its start, opened by a cause; VRO_CAUSE_NONE for none.
void stage_begin_episode(stage *self, unsigned episode, vro_cause cause);

const vro_model_parameters *stage_parameters(const stage *self);

#endif
