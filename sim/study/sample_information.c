#include "vrosim/study/sample_information.h"

#include "vrosim/study/partial_information.h"
#include "vrosim/study/study_summaries.h"

#include <stdlib.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the value of a study");
}

static vro_expectation *values_at(const vro_sample_information *self, size_t choice,
                                  size_t threshold) {
    return &self->choices[choice].values[threshold * (self->study->size_count + 1)];
}

const vro_expectation *vro_sample_information_values(const vro_sample_information *self,
                                                     size_t choice, size_t threshold) {
    return values_at(self, choice, threshold);
}

// Those of the children that the study is of.
static vro_status add_choices(vro_sample_information *self, const vro_decisions *decisions,
                              vro_errors *errors) {
    const size_t sizes = self->study->size_count + 1;
    self->choices = calloc(decisions->count + 1, sizeof *self->choices);
    if (!self->choices)
        return no_memory(errors);
    for (size_t i = 0; i < decisions->count; i++) {
        const vro_choice *choice = &decisions->choices[i];
        vro_study_choice *own = &self->choices[self->count];
        if (choice->subgroup != self->study->subgroup)
            continue;
        own->choice = choice;
        own->values = calloc(choice->thresholds->count, sizes * sizeof *own->values);
        if (!own->values)
            return no_memory(errors);
        self->count++;
    }
    return VRO_OK;
}

static vro_status estimate_choice(const vro_sample_information *self, size_t number,
                                  const vro_regressors *regressors, size_t size,
                                  vro_errors *errors) {
    const vro_choice *choice = self->choices[number].choice;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_evaluation evaluation = vro_choice_evaluation(choice, i);
        TRY(vro_partial_information_estimate(regressors, &choice->consequences, &evaluation,
                                             &values_at(self, number, i)[size], errors));
    }
out:
    return status;
}

// From summaries as they are now.
static vro_status estimate_size(const vro_sample_information *self,
                                const vro_study_summaries *summaries, size_t size,
                                vro_errors *errors) {
    const vro_sample_matrix matrix = {summaries->values, summaries->ensemble->samples,
                                      summaries->count};
    size_t members[VRO_STUDY_ARMS_MAX * VRO_STUDY_OUTCOMES_MAX];
    vro_regressors regressors = {0};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < summaries->count; i++)
        members[i] = i;
    const vro_parameter_set all = {members, summaries->count};
    TRY(vro_regressors_init(&regressors, &matrix, &all, errors));
    for (size_t i = 0; i < self->count; i++)
        TRY(estimate_choice(self, i, &regressors, size, errors));
out:
    vro_regressors_free(&regressors);
    return status;
}

static vro_status estimate_all(const vro_sample_information *self, const vro_decisions *decisions,
                               vro_random_source random, vro_errors *errors) {
    const vro_proposed_study *study = self->study;
    vro_study_summaries summaries = {0};
    vro_status status = VRO_OK;
    TRY(vro_study_summaries_init(&summaries, decisions->ensemble, study, random, errors));
    TRY(estimate_size(self, &summaries, study->size_count, errors));
    for (size_t i = 0; i < study->size_count; i++) {
        vro_study_summaries_enlarge(&summaries, study->sizes[i]);
        TRY(estimate_size(self, &summaries, i, errors));
    }
out:
    vro_study_summaries_free(&summaries);
    return status;
}

// The mean of values from first to end, their errors being those of nearly the same samples: their
// mean, of those that are known.
static vro_expectation mean_of(const vro_expectation *values, size_t first, size_t end) {
    vro_expectation mean = {0};
    size_t known = 0;
    for (size_t i = first; i < end; i++) {
        mean.value += values[i].value;
        mean.se += values[i].se >= 0 ? values[i].se : 0;
        known += values[i].se >= 0;
    }
    mean.value /= (double)(end - first);
    mean.se /= (double)known; // 0 / 0 where none is
    return mean;
}

// Isotonic regression, by the greatest convex minorant: each block of neighbours ends where its
// mean is least, and has that mean.
static void average_falls(vro_expectation *values, size_t count) {
    for (size_t first = 0, end; first < count; first = end) {
        end = first + 1;
        double least = values[first].value;
        for (size_t k = first + 2; k <= count; k++) {
            const double mean = mean_of(values, first, k).value;
            if (mean < least) {
                least = mean;
                end = k;
            }
        }
        const vro_expectation mean = mean_of(values, first, end);
        for (size_t i = first; end > first + 1 && i < end; i++)
            values[i] = mean;
    }
}

// The last value is the limit.
static void put_in_order(vro_expectation *values, size_t sizes) {
    average_falls(values, sizes);
    for (size_t i = 0; i < sizes; i++)
        if (values[i].value > values[sizes].value)
            values[i] = values[sizes];
}

vro_status vro_sample_information_init(vro_sample_information *self, const vro_decisions *decisions,
                                       const vro_proposed_study *study, vro_random_source random,
                                       vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_sample_information){.study = study};
    if (study->size_count == 0)
        return VRO_OK;
    self->lacks_samples =
        decisions->ensemble->samples / VRO_SAMPLES_A_PARAMETER < study->arms * study->outcome_count;
    if (self->lacks_samples)
        return VRO_OK;
    TRY(add_choices(self, decisions, errors));
    TRY(estimate_all(self, decisions, random, errors));
    for (size_t i = 0; i < self->count; i++)
        for (size_t t = 0; t < self->choices[i].choice->thresholds->count; t++)
            put_in_order(values_at(self, i, t), study->size_count);
out:
    if (status != VRO_OK)
        vro_sample_information_free(self);
    return status;
}

void vro_sample_information_free(vro_sample_information *self) {
    for (size_t i = 0; i < self->count; i++)
        free(self->choices[i].values);
    free(self->choices);
    *self = (vro_sample_information){0};
}
