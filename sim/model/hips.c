#include "vrosim/model/hips.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

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

void vro_hips_load_children(vro_hips *self, const vro_children *children) {
    const size_t n = children->count, bytes = n * sizeof(float);
    self->count = VRO_HIPS * n;
    self->index_hips = n;
    self->lanes = vro_lanes(self->count);
    self->episode = 0;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        memcpy(self->state + hip * n, children->state, n * sizeof *self->state);
        memcpy(self->age + hip * n, children->age, bytes);
        memcpy(self->maturity + hip * n, children->maturity, bytes);
        memcpy(self->fragility + hip * n, children->fragility, bytes);
    }
    memcpy(self->shape, children->shape, VRO_HIPS * bytes);
    for (size_t i = 0; i < self->count; i++) {
        self->place_in_all[i] = (int32_t)i;
        self->cause[i] = VRO_CAUSE_NONE;
        self->start[i] = 0.0f;
    }
}

// R at t = 0: migration.rate e^(tone_sd z) e^(-age_log_ratio (age - 8)); model.md 2.1 and 8.4.
VRO_VECTOR static void find_migration_rates(const vro_children *children,
                                            const vro_model_parameters *parameters, float *rate) {
    const float full = parameters->number[VRO_MIGRATION_RATE];
    const float sd = parameters->number[VRO_MIGRATION_TONE_SD];
    const float ratio = parameters->number[VRO_MIGRATION_AGE_LOG_RATIO];
    for (size_t i = 0; i < vro_lanes(children->count); i++)
        rate[i] = full * vro_exp(sd * children->tone_score[i] -
                                 ratio * (children->age[i] - VRO_REFERENCE_AGE));
}

void vro_hips_start(vro_hips *self, const vro_children *children,
                    const vro_model_parameters *parameters) {
    const size_t bytes = self->count * sizeof(float);
    find_migration_rates(children, parameters, self->rate);
    memcpy(self->rate + self->index_hips, self->rate, self->index_hips * sizeof *self->rate);
    memcpy(self->nsa, children->nsa, bytes);
    memcpy(self->nsa_reference, children->nsa, bytes);
    memcpy(self->anteversion, children->anteversion, bytes);
    memcpy(self->anteversion_reference, children->anteversion, bytes);
    memcpy(self->acetabular_index, children->acetabular_index, bytes);
    memcpy(self->migration, children->migration, bytes);
    memset(self->tilt, 0, bytes);
    memset(self->bone_shortening, 0, bytes);
    memset(self->history, 0, bytes);
    for (size_t i = 0; i < self->count; i++)
        self->release[i] = 1.0f;
}

// Appends the places in [first, end) of hips with an event to the n places there; returns the new
// count.
static size_t append_places(const vro_hips *from, size_t first, size_t end, int32_t *places,
                            size_t n) {
    for (size_t i = first; i < end; i++) {
        places[n] = (int32_t)i;
        n += from->next_cause[i] != VRO_CAUSE_NONE;
    }
    return n;
}

// Copies what a hip keeps into its next episode. Where self is from this works in place, since
// place_before[i] >= i.
static void carry_state(vro_hips *self, const vro_hips *from) {
    for (size_t i = 0; i < self->count; i++) {
        const int32_t place = self->place_before[i];
        self->state[i] = from->state[place];
        self->place_in_all[i] = from->place_in_all[place];
        self->age[i] = from->age[place];
        self->maturity[i] = from->maturity[place];
        self->fragility[i] = from->fragility[place];
        self->shape[i] = from->shape[place];
        self->rate[i] = from->rate[place];
        self->end[i] = from->end[place];
        self->start[i] = from->start[place] + from->next_time[place];
        self->cause[i] = from->next_cause[place];
        self->nsa[i] = from->nsa[place];
        self->anteversion[i] = from->anteversion[place];
        self->acetabular_index[i] = from->acetabular_index[place];
        self->migration[i] = from->migration[place];
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
    const size_t index_hips = append_places(from, 0, from->index_hips, places, 0);
    self->count = append_places(from, from->index_hips, from->count, places, index_hips);
    self->index_hips = index_hips;
    self->lanes = vro_lanes(self->count);
    self->episode = from->episode + 1;
    carry_state(self, from);
}

void vro_hips_write_back(const vro_hips *self, vro_hips *all_hips) {
    for (size_t i = 0; i < self->count; i++) {
        const int32_t place = self->place_in_all[i];
        all_hips->nsa[place] = self->nsa[i];
        all_hips->anteversion[place] = self->anteversion[i];
        all_hips->migration[place] = self->migration[i];
        all_hips->tilt[place] = self->tilt[i];
        all_hips->bone_shortening[place] = self->bone_shortening[i];
        all_hips->history[place] = self->history[i];
    }
}
