#include "stage.h"

#include "vrosim/model/growth.h"
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
    vro_slot_draws_init(&self->slots,
                        (vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM});
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
    children->count = count;
    children->level = self->level;
    vro_slot_draws_start(&self->slots, first, count, children->state);
    for (size_t i = 0; i < count; i++)
        children->patient[i] = first + i;
    vro_children_draw(children, stage_parameters(self), &self->slots, NULL,
                      &self->scratch.children);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_hips *hips = &self->hips[hip];
        vro_hips_load_children(hips, children, hip);
        vro_hips_start(hips, children, stage_parameters(self));
        memcpy(hips->rate, self->hips[0].rate, count * sizeof(float));
        memcpy(hips->end, children->end, count * sizeof(float));
        vro_episode_draws_bind(&self->draws[hip], hips->state, count, hip, 0, &self->slots);
    }
}

void stage_operate(stage *self) {
    const vro_bernoulli bilateral = stage_parameters(self)->bernoulli[VRO_PLAN_BILATERAL];
    for (size_t i = 0; i < self->children.count; i++)
        self->bilateral[i] = vro_happens(self->children.bilateral_draw[i], bilateral);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_operation_plan_index(&self->hips[hip], self->bilateral, stage_parameters(self),
                                 &self->draws[hip]);
        vro_operation_operate(&self->hips[hip], stage_parameters(self), &self->draws[hip]);
    }
}

void stage_prepare_growth(stage *self) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        self->ages.known = false;
        vro_growth_prepare(&self->hips[hip], stage_parameters(self), &self->ages);
    }
}

void stage_begin_episode(stage *self, unsigned episode, vro_cause cause) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_hips *hips = &self->hips[hip];
        hips->episode = episode;
        vro_episode_draws_bind(&self->draws[hip], hips->state, hips->count, hip, episode,
                               &self->slots);
        for (size_t i = 0; i < hips->count; i++)
            hips->cause[i] = (int32_t)cause;
    }
}
