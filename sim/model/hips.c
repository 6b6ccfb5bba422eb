#include "vrosim/model/hips.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

// R at t = 0: rate tone e^(-ratio (age - 8)), tone = e^(sd z).
VRO_VECTOR static void migration_rates(const vro_children *children, const vro_setting *setting,
                                       float *rate) {
    const float full = setting->number[VRO_MIGRATION_RATE];
    const float sd = setting->number[VRO_MIGRATION_TONE_SD];
    const float ratio = setting->number[VRO_MIGRATION_AGE_LOG_RATIO];
    for (size_t i = 0; i < children->count; i++)
        rate[i] = full * vro_exp(sd * children->tone_score[i] - ratio * (children->age[i] - 8.0f));
}

static void copy_child(const vro_children *children, const float *rate, size_t place,
                       vro_hips *self) {
    const size_t bytes = children->count * sizeof(float);
    memcpy(self->state + place, children->state, children->count * sizeof *self->state);
    memcpy(self->age + place, children->age, bytes);
    memcpy(self->maturity + place, children->maturity, bytes);
    memcpy(self->fragility + place, children->fragility, bytes);
    memcpy(self->rate + place, rate, bytes);
}

VRO_VECTOR static void start_state(const vro_children *children, vro_hips *self) {
    for (size_t i = 0; i < self->count; i++) {
        self->home[i] = (int32_t)i;
        self->start[i] = 0.0f;
        self->nsa[i] = self->nsa_reference[i] = children->nsa[i];
        self->anteversion[i] = self->anteversion_reference[i] = children->anteversion[i];
        self->acetabular_index[i] = children->acetabular_index[i];
        self->migration[i] = children->migration[i];
        self->shape[i] = children->shape[i];
        self->tilt[i] = self->removed[i] = 0.0f;
        self->release[i] = 1.0f;
        self->history[i] = 0;
        self->cause[i] = VRO_CAUSE_NONE;
    }
}

void vro_hips_open(vro_hips *self, const vro_children *children, const vro_setting *setting) {
    float rate[VRO_CHUNK];
    self->count = VRO_HIPS * children->count;
    self->split = children->count;
    self->episode = 0;
    migration_rates(children, setting, rate);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        copy_child(children, rate, hip * children->count, self);
    start_state(children, self);
}

// Columns of 4 bytes that a hip takes along into its next episode.
static const size_t FOLLOWING[] = {
    offsetof(vro_hips, home),          offsetof(vro_hips, age),
    offsetof(vro_hips, maturity),      offsetof(vro_hips, fragility),
    offsetof(vro_hips, shape),         offsetof(vro_hips, rate),
    offsetof(vro_hips, end),           offsetof(vro_hips, nsa),
    offsetof(vro_hips, anteversion),   offsetof(vro_hips, acetabular_index),
    offsetof(vro_hips, migration),     offsetof(vro_hips, nsa_reference),
    offsetof(vro_hips, tilt),          offsetof(vro_hips, anteversion_reference),
    offsetof(vro_hips, removed),       offsetof(vro_hips, release),
    offsetof(vro_hips, history)};

// Columns of 4 bytes that the end of follow-up looks at.
static const size_t RETURNING[] = {offsetof(vro_hips, nsa),     offsetof(vro_hips, anteversion),
                                   offsetof(vro_hips, migration), offsetof(vro_hips, tilt),
                                   offsetof(vro_hips, removed), offsetof(vro_hips, history)};

static void gather(const void *from, const int32_t *places, size_t n, void *to) {
    for (size_t i = 0; i < n; i++)
        memcpy((char *)to + 4 * i, (const char *)from + 4 * (size_t)places[i], 4);
}

static void scatter(const void *from, const int32_t *places, size_t n, void *to) {
    for (size_t i = 0; i < n; i++)
        memcpy((char *)to + 4 * (size_t)places[i], (const char *)from + 4 * i, 4);
}

void vro_hips_follow(vro_hips *self, const vro_hips *from) {
    int32_t places[VRO_ROOM];
    size_t n = 0, index_hips = 0;
    for (size_t i = 0; i < from->count; i++) {
        places[n] = (int32_t)i;
        n += from->next_cause[i] != VRO_CAUSE_NONE;
        if (i + 1 == from->split)
            index_hips = n;
    }
    self->count = n;
    self->split = index_hips;
    self->episode = from->episode + 1;
    for (size_t c = 0; c < sizeof FOLLOWING / sizeof FOLLOWING[0]; c++)
        gather((const char *)from + FOLLOWING[c], places, n, (char *)self + FOLLOWING[c]);
    for (size_t i = 0; i < n; i++) {
        const int32_t place = places[i];
        self->state[i] = from->state[place];
        self->start[i] = from->start[place] + from->next_time[place];
        self->cause[i] = from->next_cause[place];
    }
}

void vro_hips_return(const vro_hips *self, vro_hips *home) {
    for (size_t c = 0; c < sizeof RETURNING / sizeof RETURNING[0]; c++)
        scatter((const char *)self + RETURNING[c], self->home, self->count,
                (char *)home + RETURNING[c]);
}
