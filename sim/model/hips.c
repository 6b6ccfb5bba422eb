#include "vrosim/model/hips.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <math.h>
#include <string.h>

VRO_VECTOR static uint32_t any_of(const uint32_t *flags, size_t n) {
    uint32_t found = 0;
    for (size_t i = 0; i < n; i++)
        found |= flags[i];
    return found;
}

// What is planned for all hips is known from the first flag.
bool vro_hips_any(const vro_hips *self, const uint32_t *flags) {
    return self->count > 0 && (flags[0] != 0 || any_of(flags, self->count) != 0);
}

void vro_hips_load_children(vro_hips *self, const vro_children *children, unsigned hip) {
    const size_t n = children->count, bytes = n * sizeof(float);
    self->count = n;
    self->lanes = vro_lanes(n);
    self->hip = hip;
    self->episode = 0;
    memcpy(self->state, children->state, n * sizeof *self->state);
    memcpy(self->age, children->age, bytes);
    memcpy(self->maturity, children->maturity, bytes);
    memcpy(self->fragility, children->fragility, bytes);
    memcpy(self->phase, children->visit_phase, bytes);
    for (size_t i = 0; i < n; i++) {
        self->child[i] = (int32_t)i;
        self->cause[i] = VRO_CAUSE_NONE;
        self->start[i] = 0.0f;
    }
}

// migration.rate e^(sd (sqrt(1 - r^2) tone_z - r z_age)); model.md 2.1. One exponential a child.
VRO_VECTOR static void find_migration_rates(const vro_children *children,
                                            const vro_model_parameters *parameters, float *rate) {
    const float full = parameters->number[VRO_MIGRATION_RATE];
    const float sd = parameters->number[VRO_MIGRATION_TONE_SD];
    const float r = parameters->number[VRO_MIGRATION_AGE_TONE_CORRELATION];
    const float own = sqrtf(1.0f - r * r);
    for (size_t i = 0; i < vro_lanes(children->count); i++)
        rate[i] = full * vro_exp(sd * (own * children->tone_score[i] - r * children->age_score[i]));
}

void vro_hips_start(vro_hips *self, const vro_children *children,
                    const vro_model_parameters *parameters) {
    const size_t bytes = self->count * sizeof(float);
    if (self->hip == 0)
        find_migration_rates(children, parameters, self->rate);
    memcpy(self->nsa, children->nsa[self->hip], bytes);
    memcpy(self->nsa_reference, children->nsa[self->hip], bytes);
    memcpy(self->anteversion, children->anteversion[self->hip], bytes);
    memcpy(self->anteversion_reference, children->anteversion[self->hip], bytes);
    memcpy(self->acetabular_index, children->acetabular_index[self->hip], bytes);
    memcpy(self->migration, children->migration[self->hip], bytes);
    memcpy(self->shape, children->shape[self->hip], bytes);
    memset(self->tilt, 0, bytes);
    memset(self->bone_shortening, 0, bytes);
    memset(self->history, 0, bytes);
    for (size_t i = 0; i < self->count; i++)
        self->release[i] = 1.0f;
}

// Copies what a hip keeps into its next episode. Where self is from this works in place, since
// place_before[i] >= i.
static void carry_state(vro_hips *self, const vro_hips *from) {
    for (size_t i = 0; i < self->count; i++) {
        const int32_t place = self->place_before[i];
        self->state[i] = from->state[place];
        self->child[i] = from->child[place];
        self->age[i] = from->age[place];
        self->maturity[i] = from->maturity[place];
        self->fragility[i] = from->fragility[place];
        self->phase[i] = from->phase[place];
        self->rate[i] = from->rate[place];
        self->end[i] = from->end[place];
        self->start[i] = from->start[place] + from->next_time[place];
        self->cause[i] = from->next_cause[place];
        self->nsa[i] = from->nsa[place];
        self->anteversion[i] = from->anteversion[place];
        self->acetabular_index[i] = from->acetabular_index[place];
        self->migration[i] = from->migration[place];
        self->shape[i] = from->shape[place];
        self->nsa_reference[i] = from->nsa_reference[place];
        self->anteversion_reference[i] = from->anteversion_reference[place];
        self->tilt[i] = from->tilt[place];
        self->bone_shortening[i] = from->bone_shortening[place];
        self->release[i] = from->release[place];
        self->history[i] = from->history[place];
    }
}

void vro_hips_continue(vro_hips *self, const vro_hips *from) {
    int32_t *places = self->place_before;
    size_t n = 0;
    for (size_t i = 0; i < from->count; i++) {
        places[n] = (int32_t)i;
        n += from->next_cause[i] != VRO_CAUSE_NONE;
    }
    self->count = n;
    self->lanes = vro_lanes(n);
    self->hip = from->hip;
    self->episode = from->episode + 1;
    carry_state(self, from);
}

void vro_hips_write_back(const vro_hips *self, vro_hips *first_episode) {
    for (size_t i = 0; i < self->count; i++) {
        const int32_t place = self->child[i];
        first_episode->nsa[place] = self->nsa[i];
        first_episode->anteversion[place] = self->anteversion[i];
        first_episode->acetabular_index[place] = self->acetabular_index[i];
        first_episode->migration[place] = self->migration[i];
        first_episode->tilt[place] = self->tilt[i];
        first_episode->bone_shortening[place] = self->bone_shortening[i];
        first_episode->history[place] = self->history[i];
    }
}
