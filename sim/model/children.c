#include "vrosim/model/children.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

typedef struct drawing {
    vro_children *self;
    const vro_model_parameters *parameters;
    const vro_jump *jumps;
} drawing;

static void draw_slot(const drawing *at, unsigned slot, uint32_t *uniforms) {
    vro_slots_draw(at->self->state, at->jumps[slot], vro_lanes(at->self->count), uniforms);
}

static void draw_distribution(const drawing *at, unsigned slot, const vro_qtable *distribution,
                              float *values) {
    uint32_t uniforms[VRO_CHUNK];
    draw_slot(at, slot, uniforms);
    vro_qtable_read(distribution, uniforms, vro_lanes(at->self->count), values);
}

VRO_VECTOR static void mark(const uint32_t *uniforms, vro_bernoulli bernoulli, size_t n,
                            uint32_t *happens) {
    for (size_t i = 0; i < n; i++)
        happens[i] = vro_happens(uniforms[i], bernoulli);
}

VRO_VECTOR static void choose(const uint32_t *first, const float *a, const float *b, size_t n,
                              float *chosen) {
    for (size_t i = 0; i < n; i++) {
        const float one = a[i], other = b[i];
        chosen[i] = first[i] ? one : other;
    }
}

static void draw_growth(const drawing *at) {
    vro_children *self = at->self;
    const size_t n = vro_lanes(self->count);
    uint32_t uniforms[VRO_CHUNK];
    float female[VRO_CHUNK], male[VRO_CHUNK];
    draw_slot(at, VRO_SLOT_FEMALE, uniforms);
    mark(uniforms, at->parameters->bernoulli[VRO_POPULATION_FEMALE], n, self->female);
    draw_distribution(at, VRO_SLOT_AGE, at->parameters->distribution[VRO_POPULATION_AGE],
                      self->age);
    draw_slot(at, VRO_SLOT_MATURITY, uniforms);
    vro_qtable_read(at->parameters->distribution[VRO_GROWTH_MATURITY_AGE_FEMALE], uniforms, n,
                    female);
    vro_qtable_read(at->parameters->distribution[VRO_GROWTH_MATURITY_AGE_MALE], uniforms, n, male);
    choose(self->female, female, male, n, self->maturity);
}

// Exponential with the given mean in years, which may be infinite: never.
VRO_VECTOR static void draw_deaths(const uint32_t *uniforms, float mean, float horizon,
                                   vro_children *self) {
    for (size_t i = 0; i < vro_lanes(self->count); i++) {
        self->natural_death[i] = vro_exponential_of_draw(uniforms[i]) * mean;
        self->end[i] = vro_smaller(horizon, self->natural_death[i]);
    }
}

static void draw_child(const drawing *at) {
    vro_children *self = at->self;
    const vro_model_parameters *parameters = at->parameters;
    uint32_t uniforms[VRO_CHUNK];
    draw_growth(at);
    draw_distribution(at, VRO_SLOT_NECK_LENGTH, parameters->distribution[VRO_ANATOMY_NECK_LENGTH],
                      self->neck_length);
    draw_distribution(at, VRO_SLOT_FRAGILITY, parameters->normal, self->fragility);
    draw_distribution(at, VRO_SLOT_TONE, parameters->normal, self->tone_score);
    draw_distribution(at, VRO_SLOT_NATURAL_LLD, parameters->distribution[VRO_ANATOMY_NATURAL_LLD],
                      self->natural_lld);
    draw_slot(at, VRO_SLOT_BILATERAL, self->bilateral_draw);
    draw_slot(at, VRO_SLOT_INDEX_SPICA, self->spica_draw);
    draw_slot(at, VRO_SLOT_INDEX_DEATH, self->death_draw);
    draw_slot(at, VRO_SLOT_OTHER_DEATH, uniforms);
    draw_deaths(uniforms, 1 / parameters->number[VRO_MORTALITY_RATE],
                parameters->number[VRO_FOLLOWUP_HORIZON], self);
}

// z = sqrt(rho) shared + sqrt(1 - rho) own.
VRO_VECTOR static void combine(const float *shared, const float *own, float rho, size_t n,
                               float *score) {
    const float a = sqrtf(rho), b = sqrtf(1.0f - rho);
    for (size_t i = 0; i < n; i++)
        score[i] = a * shared[i] + b * own[i];
}

// z_mp = r_s z_ai + r_n z_nsa + sqrt(1 - r_s^2 - r_n^2) w.
VRO_VECTOR static void correlate(const float scores[4][VRO_CHUNK], float socket, float neck,
                                 size_t n, float *score) {
    const float rest = 1.0f - socket * socket - neck * neck;
    const float own = sqrtf(vro_larger(rest, 0.0f));
    for (size_t i = 0; i < n; i++)
        score[i] = socket * scores[VRO_SLOT_OWN_ACETABULAR_INDEX][i] +
                   neck * scores[VRO_SLOT_OWN_NSA][i] + own * scores[VRO_SLOT_OWN_MIGRATION][i];
}

static void draw_hip(const drawing *at, unsigned hip, const float shared[4][VRO_CHUNK]) {
    vro_children *self = at->self;
    const vro_model_parameters *parameters = at->parameters;
    const size_t n = vro_lanes(self->count), place = hip * self->count;
    float scores[4][VRO_CHUNK], own[VRO_CHUNK];
    for (int k = 0; k < 4; k++) {
        draw_distribution(at, vro_slot_of_hip(hip, (vro_hip_slot)k), parameters->normal, own);
        combine(shared[k], own, parameters->number[VRO_ANATOMY_SIDE_CORRELATION], n, scores[k]);
    }
    vro_ztable_read(parameters->score[VRO_ANATOMY_NSA], scores[VRO_SLOT_OWN_NSA], n,
                    self->nsa + place);
    vro_ztable_read(parameters->score[VRO_ANATOMY_ANTEVERSION], scores[VRO_SLOT_OWN_ANTEVERSION], n,
                    self->anteversion + place);
    vro_ztable_read(parameters->score[VRO_ANATOMY_ACETABULAR_INDEX],
                    scores[VRO_SLOT_OWN_ACETABULAR_INDEX], n, self->acetabular_index + place);
    correlate((const float(*)[VRO_CHUNK])scores,
              parameters->number[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION],
              parameters->number[VRO_ANATOMY_MIGRATION_NECK_CORRELATION], n, own);
    vro_ztable_read(
        parameters->score[hip == 0 ? VRO_ANATOMY_MIGRATION : VRO_ANATOMY_MIGRATION_OTHER], own, n,
        self->migration + place);
    draw_distribution(at, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE),
                      parameters->distribution[VRO_ANATOMY_SOCKET_SHAPE], self->shape + place);
}

VRO_VECTOR static void direct_necks(vro_children *self) {
    for (size_t i = 0; i < vro_lanes(VRO_HIPS * self->count); i++) {
        const vro_direction neck = vro_direction_of(self->nsa[i]);
        self->neck_sine[i] = neck.sine;
        self->neck_cosine[i] = neck.cosine;
    }
}

void vro_children_draw(vro_children *self, const vro_model_parameters *parameters,
                       const vro_jump *jumps) {
    const drawing at = {self, parameters, jumps};
    float shared[4][VRO_CHUNK];
    draw_child(&at);
    for (int k = 0; k < 4; k++)
        draw_distribution(&at, VRO_SLOT_SHARED_NSA + (unsigned)k, parameters->normal, shared[k]);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        draw_hip(&at, hip, (const float(*)[VRO_CHUNK])shared);
    direct_necks(self);
}

// Columns that a child has one of, and those that each hip has one of; all of 4 bytes.
static const size_t CHILD_COLUMNS[] = {
    offsetof(vro_children, female),      offsetof(vro_children, bilateral_draw),
    offsetof(vro_children, spica_draw),  offsetof(vro_children, death_draw),
    offsetof(vro_children, age),         offsetof(vro_children, maturity),
    offsetof(vro_children, neck_length), offsetof(vro_children, fragility),
    offsetof(vro_children, tone_score),  offsetof(vro_children, natural_lld)};
static const size_t HIP_COLUMNS[] = {offsetof(vro_children, nsa),
                                     offsetof(vro_children, anteversion),
                                     offsetof(vro_children, acetabular_index),
                                     offsetof(vro_children, migration),
                                     offsetof(vro_children, shape),
                                     offsetof(vro_children, neck_sine),
                                     offsetof(vro_children, neck_cosine)};

static void copy_column(const vro_children *self, const vro_selection *selection, size_t column,
                        unsigned hips, vro_children *selected) {
    const char *from = (const char *)self + column;
    char *to = (char *)selected + column;
    for (unsigned hip = 0; hip < hips; hip++)
        for (size_t i = 0; i < selection->count; i++)
            memcpy(to + 4 * (hip * selection->count + i),
                   from + 4 * (hip * self->count + (size_t)selection->places[i]), 4);
}

void vro_children_select(const vro_children *self, const vro_selection *selection,
                         const float *death, vro_children *selected) {
    selected->count = selection->count;
    selected->level = self->level;
    for (size_t i = 0; i < selection->count; i++) {
        selected->state[i] = self->state[selection->places[i]];
        selected->patient[i] = self->patient[selection->places[i]];
        selected->end[i] = selected->natural_death[i] = death[selection->places[i]];
    }
    for (size_t c = 0; c < sizeof CHILD_COLUMNS / sizeof CHILD_COLUMNS[0]; c++)
        copy_column(self, selection, CHILD_COLUMNS[c], 1, selected);
    for (size_t c = 0; c < sizeof HIP_COLUMNS / sizeof HIP_COLUMNS[0]; c++)
        copy_column(self, selection, HIP_COLUMNS[c], VRO_HIPS, selected);
}
