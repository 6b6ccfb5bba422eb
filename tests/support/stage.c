#include "stage.h"

#include "vrosim/model/operation.h"

#include <stdlib.h>
#include <string.h>

stage *stage_new(const char *strategies, const char *lines, size_t level) {
    stage *self = aligned_alloc(64, sizeof *self);
    if (!self)
        abort();
    small_model_open(&self->small, strategies, lines);
    self->strategy = 0;
    self->level = level;
    vro_jumps_make(vro_pcg_at(SMALL_SEED, SMALL_STREAM, 0).increment, VRO_SLOTS + 1, self->jumps);
    return self;
}

void stage_free(stage *self) {
    small_model_close(&self->small);
    free(self);
}

const vro_model_parameters *stage_parameters(const stage *self) {
    return small_model_parameters(&self->small, self->strategy, self->level);
}

void stage_load_children(stage *self, uint64_t first, size_t count) {
    vro_children *children = &self->children;
    const vro_pcg at = vro_pcg_at(SMALL_SEED, SMALL_STREAM, first * VRO_SLOTS);
    children->count = count;
    children->level = self->level;
    vro_slots_start(at.state, self->jumps[VRO_SLOTS], count, children->state);
    for (size_t i = 0; i < count; i++)
        children->patient[i] = first + i;
    vro_children_draw(children, stage_parameters(self), self->jumps, &self->scratch);
    vro_hips_load_children(&self->hips, children);
    vro_hips_start(&self->hips, children, stage_parameters(self));
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        memcpy(self->hips.end + hip * count, children->end, count * sizeof(float));
        memcpy(self->states + hip * count, children->state, count * sizeof *self->states);
    }
    vro_episode_draws_bind(&self->draws, self->states, VRO_HIPS * count, count, 0, self->jumps);
}

void stage_operate(stage *self) {
    const vro_bernoulli bilateral = stage_parameters(self)->bernoulli[VRO_PLAN_BILATERAL];
    for (size_t i = 0; i < self->children.count; i++)
        self->bilateral[i] = vro_happens(self->children.bilateral_draw[i], bilateral);
    vro_operation_plan_index(&self->hips, &self->children, self->bilateral, stage_parameters(self),
                             &self->draws);
    vro_operation_operate(&self->hips, stage_parameters(self), &self->draws);
}
