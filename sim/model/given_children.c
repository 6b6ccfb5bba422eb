#include "vrosim/model/given_children.h"

#include <math.h>
#include <string.h>

enum {
    SCORES = (int)VRO_HIPS * (int)VRO_HIP_SCORES,
    HALVINGS = 30 // of the interval that a score is searched in: to the last bit
};

// A value beyond them counts as if it were there; model.md 2.4.
static const float SCORE_MOST = 3.0f;
static const double PHI_OF_MOST = 0.9986501019683699;

// The conditional variance below which other given values determine a score; model.md 2.4.
static const double VARIANCE_LEAST = 1e-6;

static const vro_child_attribute attributes[VRO_HIPS][VRO_HIP_SCORES] = {
    {VRO_CHILD_NSA, VRO_CHILD_ANTEVERSION, VRO_CHILD_ACETABULAR_INDEX, VRO_CHILD_MIGRATION},
    {VRO_CHILD_OTHER_NSA, VRO_CHILD_OTHER_ANTEVERSION, VRO_CHILD_OTHER_ACETABULAR_INDEX,
     VRO_CHILD_OTHER_MIGRATION}};

static const vro_parameter_id distributions[VRO_HIPS][VRO_HIP_SCORES] = {
    {VRO_ANATOMY_NSA, VRO_ANATOMY_ANTEVERSION, VRO_ANATOMY_ACETABULAR_INDEX, VRO_ANATOMY_MIGRATION},
    {VRO_ANATOMY_NSA, VRO_ANATOMY_ANTEVERSION, VRO_ANATOMY_ACETABULAR_INDEX,
     VRO_ANATOMY_MIGRATION_OTHER}};

void vro_given_children_set_levels(const vro_child_list *list, uint64_t first, size_t count,
                                   uint8_t *level_of) {
    for (size_t i = 0; i < count; i++) {
        const float level = vro_child_list_values(list, first + i)[VRO_CHILD_GMFCS];
        if (!isnan(level))
            level_of[i] = (uint8_t)(level - 1);
    }
}

void vro_given_children_load(vro_given_children *self, const uint64_t *patients, size_t count) {
    self->count = vro_lanes(count);
    for (size_t i = 0; i < self->count; i++) {
        const float *values = vro_child_list_values(self->list, patients[i < count ? i : 0]);
        for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
            self->values[a][i] = values[a];
    }
}

void vro_given_children_replace(const vro_given_children *self, vro_child_attribute attribute,
                                float *values) {
    for (size_t i = 0; i < self->count; i++)
        if (!isnan(self->values[attribute][i]))
            values[i] = self->values[attribute][i];
}

void vro_given_children_replace_sex(const vro_given_children *self, uint32_t *female) {
    for (size_t i = 0; i < self->count; i++)
        if (!isnan(self->values[VRO_CHILD_FEMALE][i]))
            female[i] = self->values[VRO_CHILD_FEMALE][i] > 0;
}

static bool gives(const vro_given_children *self, vro_child_attribute attribute) {
    for (size_t i = 0; i < self->count; i++)
        if (!isnan(self->values[attribute][i]))
            return true;
    return false;
}

// The score z whose quantile is a given age, by halving an interval of draws of the age.
void vro_given_children_score_age(vro_given_children *self, const vro_model_parameters *parameters,
                                  float *scores) {
    const vro_qtable *table = parameters->distribution[VRO_POPULATION_AGE];
    const float *ages = self->values[VRO_CHILD_AGE];
    const uint32_t most = (uint32_t)(PHI_OF_MOST * 0x1p32);
    uint32_t *draws = self->scratch_draw;
    const uint32_t ends[2] = {~most, most};
    float values[2];
    vro_qtable_read(table, ends, 2, values);
    if (values[0] == values[1] || !gives(self, VRO_CHILD_AGE))
        return;
    memset(draws, 0, self->count * sizeof *draws);
    for (uint32_t bit = UINT32_C(1) << 31; bit > 0; bit >>= 1) {
        for (size_t i = 0; i < self->count; i++)
            draws[i] |= bit;
        vro_qtable_read(table, draws, self->count, self->scratch_value);
        for (size_t i = 0; i < self->count; i++)
            draws[i] &= self->scratch_value[i] <= ages[i] ? UINT32_MAX : ~bit;
    }
    for (size_t i = 0; i < self->count; i++)
        draws[i] = draws[i] < ~most ? ~most : draws[i] > most ? most : draws[i];
    vro_qtable_read(parameters->normal, draws, self->count, self->scratch_value);
    for (size_t i = 0; i < self->count; i++)
        scores[i] = isnan(ages[i]) ? scores[i] : self->scratch_value[i];
}

// Halves the interval of scores in which Q(Phi(z)) = value.
static void halve(vro_given_children *self, const vro_ztable *table, const float *values,
                  float *scores) {
    float *low = self->scratch_low, *high = self->scratch_high;
    for (size_t i = 0; i < self->count; i++)
        scores[i] = 0.5f * (low[i] + high[i]);
    vro_ztable_read(table, scores, self->count, self->scratch_value);
    for (size_t i = 0; i < self->count; i++) {
        const bool below = self->scratch_value[i] < values[i];
        low[i] = below ? scores[i] : low[i];
        high[i] = below ? high[i] : scores[i];
    }
}

// The scores of the given values of a hip; NAN where none is given, or the distribution is a single
// number.
static void find_scores(vro_given_children *self, const vro_model_parameters *parameters, int hip,
                        int number) {
    const vro_ztable *table = parameters->score[distributions[hip][number]];
    const float *values = self->values[attributes[hip][number]];
    float *scores = self->scratch_score[hip][number];
    const float ends[2] = {-SCORE_MOST, SCORE_MOST};
    float span[2];
    vro_ztable_read(table, ends, 2, span);
    const bool told = span[0] < span[1] && gives(self, attributes[hip][number]);
    for (size_t i = 0; i < self->count; i++) {
        self->scratch_low[i] = -SCORE_MOST;
        self->scratch_high[i] = SCORE_MOST;
    }
    for (int halving = 0; told && halving < HALVINGS; halving++)
        halve(self, table, values, scores);
    for (size_t i = 0; i < self->count; i++)
        scores[i] = !told || isnan(values[i]) ? NAN : scores[i];
}

// Of a pair of scores: 1 with itself, r_n of neck and migration, r_s of socket and migration; times
// rho between the hips; model.md 3.1 and 3.2.
static double correlation(const vro_model_parameters *parameters, int a, int b) {
    const float *number = parameters->number;
    const int one = a % VRO_HIP_SCORES < b % VRO_HIP_SCORES ? a : b, other = a + b - one;
    const int low = one % VRO_HIP_SCORES, high = other % VRO_HIP_SCORES;
    double own = low == high;
    if (high == VRO_SLOT_OWN_MIGRATION && low == VRO_SLOT_OWN_NSA)
        own = number[VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
    if (high == VRO_SLOT_OWN_MIGRATION && low == VRO_SLOT_OWN_ACETABULAR_INDEX)
        own = number[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
    return a / VRO_HIP_SCORES == b / VRO_HIP_SCORES ? own
                                                    : own * number[VRO_ANATOMY_SIDE_CORRELATION];
}

// Moves scores[SCORES] to their distribution under the condition that score k has the value given:
// z += C_k (given - z_k) / C_kk, C -= C_k C_k' / C_kk; model.md 2.4.
static void condition_on(double covariance[SCORES][SCORES], int k, double given,
                         double scores[SCORES]) {
    double column[SCORES];
    const double variance = covariance[k][k];
    if (!(variance > VARIANCE_LEAST))
        return;
    const double step = (given - scores[k]) / variance;
    for (int i = 0; i < SCORES; i++)
        column[i] = covariance[i][k];
    for (int i = 0; i < SCORES; i++) {
        scores[i] += column[i] * step;
        for (int j = 0; j < SCORES; j++)
            covariance[i][j] -= column[i] * column[j] / variance;
    }
}

static void condition_child(vro_given_children *self, const double correlations[SCORES][SCORES],
                            size_t child) {
    double covariance[SCORES][SCORES], scores[SCORES];
    memcpy(covariance, correlations, sizeof covariance);
    for (int k = 0; k < SCORES; k++)
        scores[k] = self->scores[k / VRO_HIP_SCORES][k % VRO_HIP_SCORES][child];
    for (int k = 0; k < SCORES; k++) {
        const float given = self->scratch_score[k / VRO_HIP_SCORES][k % VRO_HIP_SCORES][child];
        if (!isnan(given))
            condition_on(covariance, k, given, scores);
    }
    for (int k = 0; k < SCORES; k++)
        self->scores[k / VRO_HIP_SCORES][k % VRO_HIP_SCORES][child] = (float)scores[k];
}

void vro_given_children_condition(vro_given_children *self,
                                  const vro_model_parameters *parameters) {
    double correlations[SCORES][SCORES];
    bool any = false;
    for (int k = 0; k < SCORES; k++) {
        const int hip = k / VRO_HIP_SCORES, score = k % VRO_HIP_SCORES;
        any = any || gives(self, attributes[hip][score]);
        for (int j = 0; j < SCORES; j++)
            correlations[k][j] = correlation(parameters, k, j);
    }
    if (!any)
        return;
    for (int k = 0; k < SCORES; k++)
        find_scores(self, parameters, k / VRO_HIP_SCORES, k % VRO_HIP_SCORES);
    for (size_t i = 0; i < self->count; i++)
        condition_child(self, (const double(*)[SCORES])correlations, i);
}
