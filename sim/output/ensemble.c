#include "vrosim/output/ensemble.h"

#include <stdlib.h>
#include <string.h>

static size_t count_subgroups(const vro_ensemble *self) {
    return vro_subgroups_count(&self->uncertainty->scenario->subgroups);
}

static size_t count_figures(const vro_ensemble *self) {
    return 2 * self->uncertainty->scenario->strategies * count_subgroups(self) * VRO_OUTCOMES;
}

static size_t place_of(const vro_ensemble *self, vro_figure figure) {
    const size_t group = figure.strategy * count_subgroups(self) + figure.subgroup;
    return 2 * (group * VRO_OUTCOMES + (size_t)figure.outcome) + figure.difference;
}

vro_status vro_ensemble_init(vro_ensemble *self, const vro_uncertainty *uncertainty, size_t samples,
                             uint64_t patients, vro_errors *errors) {
    *self = (vro_ensemble){.uncertainty = uncertainty, .samples = samples, .patients = patients};
    self->values = calloc(samples, (uncertainty->count + 1) * sizeof *self->values);
    self->observations = calloc(samples, count_figures(self) * sizeof *self->observations);
    self->sorted = calloc(samples, sizeof *self->sorted);
    if (self->values != NULL && self->observations != NULL && self->sorted != NULL)
        return VRO_OK;
    vro_ensemble_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for %zu samples of %zu strategies", samples,
                          uncertainty->scenario->strategies);
}

double *vro_ensemble_values(const vro_ensemble *self, size_t sample) {
    return &self->values[sample * self->uncertainty->count];
}

static vro_estimate estimate_of(const vro_sums *sums, vro_figure figure) {
    return (figure.difference ? vro_sums_difference : vro_sums_mean)(
        sums, figure.strategy, figure.subgroup, figure.outcome);
}

static vro_observation observe(const vro_sums *whole, const vro_sums batches[VRO_BATCHES],
                               vro_figure figure) {
    const vro_estimate all = estimate_of(whole, figure);
    vro_observation self = {.value = all.value, .variance = all.se * all.se};
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        self.batches[batch] = (float)estimate_of(&batches[batch], figure).value;
    return self;
}

static void keep_group(const vro_ensemble *self, vro_observation *row, vro_figure group,
                       const vro_sums *whole, const vro_sums batches[VRO_BATCHES]) {
    for (int id = 0; id < VRO_OUTCOMES; id++) {
        for (int difference = 0; difference < 2; difference++) {
            const vro_figure figure = {group.strategy, group.subgroup, (vro_outcome_id)id,
                                       difference == 1};
            row[place_of(self, figure)] = observe(whole, batches, figure);
        }
    }
}

void vro_ensemble_keep(vro_ensemble *self, size_t sample, const vro_sums *whole,
                       const vro_sums batches[VRO_BATCHES]) {
    vro_observation *row = &self->observations[sample * count_figures(self)];
    for (size_t strategy = 0; strategy < whole->strategies; strategy++)
        for (size_t subgroup = 0; subgroup < count_subgroups(self); subgroup++)
            keep_group(self, row, (vro_figure){.strategy = strategy, .subgroup = subgroup}, whole,
                       batches);
}

static size_t size_of_values(const vro_ensemble *self) {
    return self->uncertainty->count * sizeof *self->values;
}

static size_t size_of_row(const vro_ensemble *self) {
    return count_figures(self) * sizeof *self->observations;
}

size_t vro_ensemble_size(const vro_ensemble *self) {
    return size_of_values(self) + size_of_row(self);
}

void vro_ensemble_give(const vro_ensemble *self, size_t sample, unsigned char *bytes) {
    memcpy(bytes, vro_ensemble_values(self, sample), size_of_values(self));
    memcpy(bytes + size_of_values(self), &self->observations[sample * count_figures(self)],
           size_of_row(self));
}

void vro_ensemble_take(vro_ensemble *self, size_t sample, const unsigned char *bytes) {
    memcpy(vro_ensemble_values(self, sample), bytes, size_of_values(self));
    memcpy(&self->observations[sample * count_figures(self)], bytes + size_of_values(self),
           size_of_row(self));
}

const vro_observation *vro_ensemble_observation(const vro_ensemble *self, size_t sample,
                                                vro_figure figure) {
    return &self->observations[sample * count_figures(self) + place_of(self, figure)];
}

vro_split vro_ensemble_split(vro_ensemble *self, vro_figure figure) {
    return vro_split_make(vro_ensemble_observation(self, 0, figure), count_figures(self),
                          self->samples, self->sorted);
}

void vro_ensemble_free(vro_ensemble *self) {
    free(self->values);
    free(self->observations);
    free(self->sorted);
    *self = (vro_ensemble){0};
}
