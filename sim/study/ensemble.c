#include "vrosim/study/ensemble.h"

#include "vrosim/core/byte_buffer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t count_subgroups(const vro_ensemble *self) {
    return vro_subgroups_count(&self->uncertainty->scenario->subgroups);
}

static size_t count_keys(const vro_ensemble *self) {
    return 2 * self->uncertainty->scenario->strategies * count_subgroups(self) *
           self->outcomes.count;
}

static size_t place_of(const vro_ensemble *self, vro_quantity_key key) {
    const size_t group = key.strategy * count_subgroups(self) + key.subgroup;
    return 2 * (group * self->outcomes.count + self->outcomes.place[key.outcome]) + key.difference;
}

vro_status vro_ensemble_init(vro_ensemble *self, const vro_uncertainty *uncertainty, size_t samples,
                             uint64_t patients, vro_errors *errors) {
    const size_t room = samples > 0 ? samples : 1;
    *self = (vro_ensemble){.uncertainty = uncertainty, .samples = samples, .patients = patients};
    vro_outcome_set_init(&self->outcomes, uncertainty->scenario);
    self->values = calloc(room, (uncertainty->count + 1) * sizeof *self->values);
    self->observations = calloc(room, count_keys(self) * sizeof *self->observations);
    self->children = calloc(room, count_subgroups(self) * sizeof *self->children);
    self->sorted = calloc(room, sizeof *self->sorted);
    if (self->values && self->observations && self->children && self->sorted)
        return VRO_OK;
    vro_ensemble_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for %zu samples of %zu strategies", samples,
                          uncertainty->scenario->strategies);
}

double *vro_ensemble_values(const vro_ensemble *self, size_t sample) {
    return &self->values[sample * self->uncertainty->count];
}

static uint64_t *children_of(const vro_ensemble *self, size_t sample) {
    return &self->children[sample * count_subgroups(self)];
}

double vro_ensemble_cost(const vro_ensemble *self, size_t sample, vro_quantity_key mean) {
    return vro_ensemble_observation(self, sample, mean)->value;
}

double vro_ensemble_effect(const vro_ensemble *self, size_t sample, vro_quantity_key mean) {
    const double value = vro_ensemble_cost(self, sample, mean);
    const vro_outcome *row = vro_outcome_row(mean.outcome);
    if (row->better == VRO_MORE)
        return value;
    return row->kind == VRO_SHARE ? 1 - value : -value;
}

uint64_t vro_ensemble_children(const vro_ensemble *self, size_t sample, size_t subgroup) {
    return children_of(self, sample)[subgroup];
}

static vro_estimate estimate_of(const vro_sums *sums, vro_quantity_key key) {
    return (key.difference ? vro_sums_difference : vro_sums_mean)(sums, key.strategy, key.subgroup,
                                                                  key.outcome);
}

static double mean_of(const vro_sums *sums, vro_quantity_key key) {
    vro_moments moments;
    if (key.difference) {
        const vro_pair pair = vro_sums_pair(sums, key.strategy, key.subgroup, key.outcome);
        moments = vro_pair_moments(&pair);
    } else {
        moments = vro_sums_moments(sums, key.strategy, key.subgroup, key.outcome);
    }
    return vro_estimate_value(&moments, vro_estimate_scale(key.outcome));
}

// Of the mean of all batches, from their spread; NAN where one is not known.
static double variance_between(const float *batches) {
    double mean = 0, squares = 0;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        mean += batches[batch] / (double)VRO_BATCHES;
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        squares += (batches[batch] - mean) * (batches[batch] - mean);
    return squares / (VRO_BATCHES * (VRO_BATCHES - 1));
}

// Children of a replicate are not independent, replicates are.
static vro_observation observe(const vro_sums *whole, const vro_sums batches[VRO_BATCHES],
                               vro_quantity_key key, bool replicates) {
    const vro_estimate all = estimate_of(whole, key);
    vro_observation self = {.value = all.value, .variance = all.se * all.se};
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        self.batches[batch] = (float)mean_of(&batches[batch], key);
    const double between = replicates ? variance_between(self.batches) : NAN;
    self.variance = isnan(between) ? self.variance : between;
    return self;
}

static void keep_outcomes(const vro_ensemble *self, vro_observation *row, vro_quantity_key of,
                          const vro_sums *whole, const vro_sums batches[VRO_BATCHES]) {
    for (size_t i = 0; i < self->outcomes.count; i++) {
        for (int difference = 0; difference < 2; difference++) {
            const vro_quantity_key key = {of.strategy, of.subgroup, self->outcomes.ids[i],
                                          difference == 1};
            row[place_of(self, key)] = observe(whole, batches, key, self->replicates);
        }
    }
}

void vro_ensemble_keep(vro_ensemble *self, size_t sample, const vro_sums *whole,
                       const vro_sums batches[VRO_BATCHES]) {
    vro_observation *row = &self->observations[sample * count_keys(self)];
    for (size_t strategy = 0; strategy < whole->strategies; strategy++)
        for (size_t subgroup = 0; subgroup < count_subgroups(self); subgroup++)
            keep_outcomes(self, row, (vro_quantity_key){.strategy = strategy, .subgroup = subgroup},
                          whole, batches);
    for (size_t subgroup = 0; subgroup < count_subgroups(self); subgroup++) // every child has it
        children_of(self, sample)[subgroup] =
            vro_sums_moments(whole, 0, subgroup, VRO_REVISIONS).count;
}

enum {
    DOUBLE_BYTES = 8,
    FLOAT_BYTES = 4,
    COUNT_BYTES = 8,
    OBSERVATION_BYTES = 2 * DOUBLE_BYTES + VRO_BATCHES * FLOAT_BYTES
};

size_t vro_ensemble_size(const vro_ensemble *self) {
    return self->uncertainty->count * DOUBLE_BYTES + count_keys(self) * OBSERVATION_BYTES +
           count_subgroups(self) * COUNT_BYTES;
}

static unsigned char *put_double(double number, unsigned char *bytes) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    vro_byte_buffer_put_number(bytes, bits, DOUBLE_BYTES);
    return bytes + DOUBLE_BYTES;
}

static unsigned char *put_float(float number, unsigned char *bytes) {
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    vro_byte_buffer_put_number(bytes, bits, FLOAT_BYTES);
    return bytes + FLOAT_BYTES;
}

void vro_ensemble_encode(const vro_ensemble *self, size_t sample, unsigned char *bytes) {
    const double *values = vro_ensemble_values(self, sample);
    const vro_observation *row = &self->observations[sample * count_keys(self)];
    for (size_t i = 0; i < self->uncertainty->count; i++)
        bytes = put_double(values[i], bytes);
    for (size_t i = 0; i < count_subgroups(self); i++, bytes += COUNT_BYTES)
        vro_byte_buffer_put_number(bytes, children_of(self, sample)[i], COUNT_BYTES);
    for (size_t i = 0; i < count_keys(self); i++) {
        bytes = put_double(row[i].value, bytes);
        bytes = put_double(row[i].variance, bytes);
        for (int batch = 0; batch < VRO_BATCHES; batch++)
            bytes = put_float(row[i].batches[batch], bytes);
    }
}

static const unsigned char *take_double(double *number, const unsigned char *bytes) {
    const uint64_t bits = vro_byte_buffer_take_number(bytes, DOUBLE_BYTES);
    memcpy(number, &bits, sizeof *number);
    return bytes + DOUBLE_BYTES;
}

static const unsigned char *take_float(float *number, const unsigned char *bytes) {
    const uint32_t bits = (uint32_t)vro_byte_buffer_take_number(bytes, FLOAT_BYTES);
    memcpy(number, &bits, sizeof *number);
    return bytes + FLOAT_BYTES;
}

void vro_ensemble_decode(vro_ensemble *self, size_t sample, const unsigned char *bytes) {
    double *values = vro_ensemble_values(self, sample);
    vro_observation *row = &self->observations[sample * count_keys(self)];
    for (size_t i = 0; i < self->uncertainty->count; i++)
        bytes = take_double(&values[i], bytes);
    for (size_t i = 0; i < count_subgroups(self); i++, bytes += COUNT_BYTES)
        children_of(self, sample)[i] = vro_byte_buffer_take_number(bytes, COUNT_BYTES);
    for (size_t i = 0; i < count_keys(self); i++) {
        bytes = take_double(&row[i].value, bytes);
        bytes = take_double(&row[i].variance, bytes);
        for (int batch = 0; batch < VRO_BATCHES; batch++)
            bytes = take_float(&row[i].batches[batch], bytes);
    }
}

const vro_observation *vro_ensemble_observation(const vro_ensemble *self, size_t sample,
                                                vro_quantity_key key) {
    return &self->observations[sample * count_keys(self) + place_of(self, key)];
}

vro_variance_components vro_ensemble_components(vro_ensemble *self, vro_quantity_key key) {
    return vro_variance_components_make(vro_ensemble_observation(self, 0, key), count_keys(self),
                                        self->samples, self->sorted);
}

void vro_ensemble_free(vro_ensemble *self) {
    free(self->values);
    free(self->observations);
    free(self->children);
    free(self->sorted);
    *self = (vro_ensemble){0};
}
