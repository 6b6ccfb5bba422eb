#include "vrosim/model/children.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

typedef struct drawing {
    vro_children *self;
    const vro_model_parameters *parameters;
    const vro_slot_draws *slots;
    vro_given_children *given; // NULL: nothing is given
    vro_children_scratch *scratch;
} drawing;

static void draw_slot(const drawing *at, unsigned slot, uint32_t *uniforms) {
    vro_slot_draws_draw(at->slots, slot, at->self->state, vro_lanes(at->self->count), uniforms);
}

static void draw_distribution(const drawing *at, unsigned slot, const vro_qtable *distribution,
                              float *values) {
    draw_slot(at, slot, at->scratch->uniforms);
    vro_qtable_read(distribution, at->scratch->uniforms, vro_lanes(at->self->count), values);
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

static void replace(const drawing *at, vro_child_attribute attribute, float *values) {
    if (at->given)
        vro_given_children_replace(at->given, attribute, values);
}

// What is given takes the place of what is drawn, and the rest follows it; model.md 2.4.
static void draw_sex_and_ages(const drawing *at) {
    vro_children *self = at->self;
    vro_children_scratch *scratch = at->scratch;
    const vro_qtable *const *distribution = at->parameters->distribution;
    const size_t n = vro_lanes(self->count);
    draw_slot(at, VRO_SLOT_FEMALE, scratch->uniforms);
    mark(scratch->uniforms, at->parameters->bernoulli[VRO_POPULATION_FEMALE], n, self->female);
    if (at->given)
        vro_given_children_replace_sex(at->given, self->female);
    draw_distribution(at, VRO_SLOT_AGE, distribution[VRO_POPULATION_AGE], self->age);
    vro_qtable_read(at->parameters->normal, scratch->uniforms, n, self->age_score);
    if (at->given)
        vro_given_children_score_age(at->given, at->parameters, self->age_score);
    replace(at, VRO_CHILD_AGE, self->age);
    draw_slot(at, VRO_SLOT_MATURITY, scratch->uniforms);
    vro_qtable_read(distribution[VRO_GROWTH_MATURITY_AGE_FEMALE], scratch->uniforms, n,
                    scratch->maturity_female);
    vro_qtable_read(distribution[VRO_GROWTH_MATURITY_AGE_MALE], scratch->uniforms, n,
                    scratch->maturity_male);
    choose(self->female, scratch->maturity_female, scratch->maturity_male, n, self->maturity);
    replace(at, VRO_CHILD_MATURITY, self->maturity);
}

// Death from other causes is exponential, here with its mean in years, which may be infinite:
// never. Follow-up ends then or at the horizon; model.md 2.3.
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
    draw_sex_and_ages(at);
    draw_distribution(at, VRO_SLOT_NECK_LENGTH, parameters->distribution[VRO_ANATOMY_NECK_LENGTH],
                      self->neck_length);
    draw_distribution(at, VRO_SLOT_FRAGILITY, parameters->normal, self->fragility);
    draw_distribution(at, VRO_SLOT_TONE, parameters->normal, self->tone_score);
    draw_distribution(at, VRO_SLOT_NATURAL_LLD, parameters->distribution[VRO_ANATOMY_NATURAL_LLD],
                      self->natural_lld);
    draw_slot(at, VRO_SLOT_BILATERAL, self->bilateral_draw);
    draw_distribution(at, VRO_SLOT_VISIT_PHASE, parameters->distribution[VRO_FOLLOWUP_VISIT_PHASE],
                      self->visit_phase);
    draw_slot(at, VRO_SLOT_SYMMETRIC, self->symmetric_draw);
    draw_slot(at, VRO_SLOT_OTHER_DEATH, at->scratch->uniforms);
    draw_deaths(at->scratch->uniforms, 1 / parameters->number[VRO_MORTALITY_RATE],
                parameters->number[VRO_FOLLOWUP_HORIZON], self);
}

// z = sqrt(rho) z_shared + sqrt(1 - rho) z_own; model.md 3.1.
VRO_VECTOR static void correlate_sides(const float *shared, const float *own, float rho, size_t n,
                                       float *score) {
    const float a = sqrtf(rho), b = sqrtf(1.0f - rho);
    for (size_t i = 0; i < n; i++)
        score[i] = a * shared[i] + b * own[i];
}

// z_mp = r_s z_ai + r_n z_nsa + sqrt(1 - r_s^2 - r_n^2) w, in the place of w; model.md 3.2.
VRO_VECTOR static void correlate_migration(float scores[VRO_HIP_SCORES][VRO_CHUNK], float socket,
                                           float neck, size_t n) {
    const float rest = 1.0f - socket * socket - neck * neck;
    const float own = sqrtf(vro_larger(rest, 0.0f));
    for (size_t i = 0; i < n; i++)
        scores[VRO_SLOT_OWN_MIGRATION][i] = socket * scores[VRO_SLOT_OWN_ACETABULAR_INDEX][i] +
                                            neck * scores[VRO_SLOT_OWN_NSA][i] +
                                            own * scores[VRO_SLOT_OWN_MIGRATION][i];
}

static void draw_scores(const drawing *at, unsigned hip, float scores[VRO_HIP_SCORES][VRO_CHUNK]) {
    vro_children_scratch *scratch = at->scratch;
    const float *number = at->parameters->number;
    const size_t n = vro_lanes(at->self->count);
    for (int k = 0; k < VRO_HIP_SCORES; k++) {
        draw_distribution(at, vro_slot_of_hip(hip, (vro_hip_slot)k), at->parameters->normal,
                          scratch->score);
        correlate_sides(scratch->shared_scores[k], scratch->score,
                        number[VRO_ANATOMY_SIDE_CORRELATION], n, scores[k]);
    }
    correlate_migration(scores, number[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION],
                        number[VRO_ANATOMY_MIGRATION_NECK_CORRELATION], n);
}

// Values are Q(Phi(z)); model.md 3.3.
static void draw_hip(const drawing *at, unsigned hip, float scores[VRO_HIP_SCORES][VRO_CHUNK]) {
    vro_children *self = at->self;
    const vro_model_parameters *parameters = at->parameters;
    const vro_ztable *const *table = parameters->score;
    const size_t n = vro_lanes(self->count);
    vro_ztable_read(table[VRO_ANATOMY_NSA], scores[VRO_SLOT_OWN_NSA], n, self->nsa[hip]);
    vro_ztable_read(table[VRO_ANATOMY_ANTEVERSION], scores[VRO_SLOT_OWN_ANTEVERSION], n,
                    self->anteversion[hip]);
    vro_ztable_read(table[VRO_ANATOMY_ACETABULAR_INDEX], scores[VRO_SLOT_OWN_ACETABULAR_INDEX], n,
                    self->acetabular_index[hip]);
    vro_ztable_read(table[hip == 0 ? VRO_ANATOMY_MIGRATION : VRO_ANATOMY_MIGRATION_OTHER],
                    scores[VRO_SLOT_OWN_MIGRATION], n, self->migration[hip]);
    draw_distribution(at, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE),
                      parameters->distribution[VRO_ANATOMY_SOCKET_SHAPE], self->shape[hip]);
}

static void draw_hips(const drawing *at) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        draw_scores(at, hip, at->scratch->scores);
        draw_hip(at, hip, at->scratch->scores);
    }
}

// The scores of both hips first: what is given of one tells of the other; model.md 2.4.
static void draw_given_hips(const drawing *at) {
    vro_children *self = at->self;
    vro_given_children *given = at->given;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        draw_scores(at, hip, given->scores[hip]);
    vro_given_children_condition(given, at->parameters);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        draw_hip(at, hip, given->scores[hip]);
        replace(at, hip == 0 ? VRO_CHILD_NSA : VRO_CHILD_OTHER_NSA, self->nsa[hip]);
        replace(at, hip == 0 ? VRO_CHILD_ANTEVERSION : VRO_CHILD_OTHER_ANTEVERSION,
                self->anteversion[hip]);
        replace(at, hip == 0 ? VRO_CHILD_ACETABULAR_INDEX : VRO_CHILD_OTHER_ACETABULAR_INDEX,
                self->acetabular_index[hip]);
        replace(at, hip == 0 ? VRO_CHILD_MIGRATION : VRO_CHILD_OTHER_MIGRATION,
                self->migration[hip]);
    }
}

// The sine and cosine of the neck-shaft angle, which every strategy needs at the end.
VRO_VECTOR static void find_neck_directions(const float *nsa, size_t n, float *sine,
                                            float *cosine) {
    for (size_t i = 0; i < n; i++) {
        const vro_direction neck = vro_direction_of(nsa[i]);
        sine[i] = neck.sine;
        cosine[i] = neck.cosine;
    }
}

void vro_children_draw(vro_children *self, const vro_model_parameters *parameters,
                       const vro_slot_draws *slots, vro_given_children *given,
                       vro_children_scratch *scratch) {
    const drawing at = {self, parameters, slots, given, scratch};
    if (given)
        vro_given_children_load(given, self->patient, self->count);
    draw_child(&at);
    for (int k = 0; k < VRO_HIP_SCORES; k++)
        draw_distribution(&at, VRO_SLOT_SHARED_NSA + (unsigned)k, parameters->normal,
                          scratch->shared_scores[k]);
    if (given)
        draw_given_hips(&at);
    else
        draw_hips(&at);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        find_neck_directions(self->nsa[hip], vro_lanes(self->count), self->neck_sine[hip],
                             self->neck_cosine[hip]);
}

// Columns of one value for each child, and of one for each hip; all of 4 bytes.
static const size_t CHILD_COLUMNS[] = {
    offsetof(vro_children, female),         offsetof(vro_children, bilateral_draw),
    offsetof(vro_children, symmetric_draw), offsetof(vro_children, age),
    offsetof(vro_children, age_score),      offsetof(vro_children, maturity),
    offsetof(vro_children, neck_length),    offsetof(vro_children, fragility),
    offsetof(vro_children, tone_score),     offsetof(vro_children, natural_lld),
    offsetof(vro_children, visit_phase),    offsetof(vro_children, natural_death)};
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
            memcpy(to + 4 * (hip * VRO_CHUNK + i),
                   from + 4 * (hip * VRO_CHUNK + (size_t)selection->places[i]), 4);
}

void vro_children_select(const vro_children *self, const vro_selection *selection,
                         const float *death, vro_children *selected) {
    selected->count = selection->count;
    selected->level = self->level;
    for (size_t i = 0; i < selection->count; i++) {
        selected->state[i] = self->state[selection->places[i]];
        selected->patient[i] = self->patient[selection->places[i]];
        selected->end[i] = death[selection->places[i]];
    }
    for (size_t c = 0; c < sizeof CHILD_COLUMNS / sizeof CHILD_COLUMNS[0]; c++)
        copy_column(self, selection, CHILD_COLUMNS[c], 1, selected);
    for (size_t c = 0; c < sizeof HIP_COLUMNS / sizeof HIP_COLUMNS[0]; c++)
        copy_column(self, selection, HIP_COLUMNS[c], VRO_HIPS, selected);
}
