#include "vrosim/study/study_summaries.h"

#include "vrosim/core/quantile.h"

#include <math.h>
#include <stdlib.h>

// The draws of a study are independent of those of parameters and of children.
enum { STUDY = 3 };

// Outputs of a sample: one for each child. Odd, so that neighbours are independent.
#define SAMPLE_OUTPUTS ((uint64_t)VRO_STUDY_CHILDREN_MAX | 1)

static const double OUTPUTS = 4294967296.0; // values of an output

// One summary: the mean of an outcome in an arm, and the sequence of its draws.
typedef struct summary {
    vro_quantity_key key;
    vro_random_source random;
} summary;

static summary summary_of(const vro_study_summaries *self, size_t number) {
    const vro_proposed_study *study = self->study;
    const size_t strategy = study->strategies[number / study->outcome_count];
    const vro_outcome_id outcome = study->outcomes[number % study->outcome_count];
    const uint64_t place = (uint64_t)strategy * VRO_OUTCOMES + outcome;
    return (summary){{strategy, study->subgroup, outcome, false},
                     vro_random_source_for(self->random, place)};
}

static double mean_of(const vro_study_summaries *self, size_t sample, const summary *of) {
    return vro_ensemble_observation(self->ensemble, sample, of->key)->value;
}

// Between the children of a sample: its mean has the variance sd^2 / n.
static double sd_of(const vro_study_summaries *self, size_t sample, const summary *of) {
    const double n = (double)vro_ensemble_children(self->ensemble, sample, of->key.subgroup);
    const double variance = vro_ensemble_observation(self->ensemble, sample, of->key)->variance;
    return variance > 0 ? sqrt(variance * n) : 0;
}

static bool is_defined(const vro_study_summaries *self, const summary *of) {
    for (size_t sample = 0; sample < self->ensemble->samples; sample++)
        if (!isfinite(mean_of(self, sample, of)))
            return false;
    return true;
}

vro_status vro_study_summaries_init(vro_study_summaries *self, const vro_ensemble *ensemble,
                                    const vro_proposed_study *study, vro_random_source random,
                                    vro_errors *errors) {
    const size_t count = study->arms * study->outcome_count, samples = ensemble->samples;
    *self = (vro_study_summaries){.ensemble = ensemble,
                                  .study = study,
                                  .random = vro_random_source_for(random, STUDY),
                                  .count = count,
                                  .sums = calloc(samples, count * sizeof *self->sums),
                                  .values = calloc(samples, count * sizeof *self->values)};
    if (!self->sums || !self->values) {
        vro_study_summaries_free(self);
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
    }
    for (size_t i = 0; i < count; i++) {
        const summary of = summary_of(self, i);
        const bool defined = is_defined(self, &of);
        for (size_t sample = 0; sample < samples; sample++)
            self->values[sample * count + i] = defined ? mean_of(self, sample, &of) : 0;
    }
    return VRO_OK;
}

static bool is_share(const summary *of) {
    return vro_outcome_row(of->key.outcome)->kind == VRO_SHARE;
}

// Of the children from first to end the number whose draw u / 2^32 lies below a share p.
static uint64_t count_events(const summary *of, size_t sample, size_t first, size_t end, double p) {
    enum { AT_ONCE = 256 };
    const double limit = p * OUTPUTS;
    uint32_t draws[AT_ONCE];
    uint64_t events = 0;
    while (first < end) {
        const size_t n = end - first < AT_ONCE ? end - first : AT_ONCE;
        vro_random_source_outputs(of->random, sample * SAMPLE_OUTPUTS + first, n, draws);
        for (size_t i = 0; i < n; i++)
            events += (double)draws[i] < limit;
        first += n;
    }
    return events;
}

// What the children from first to end of an arm add to the sum: their events, or for m children the
// sum of their distances from the mean, sd sqrt(m) z with z standard normal.
static double add_children(const vro_study_summaries *self, const summary *of, size_t sample,
                           size_t first, size_t end) {
    uint32_t draw;
    if (is_share(of))
        return (double)count_events(of, sample, first, end, mean_of(self, sample, of));
    vro_random_source_outputs(of->random, sample * SAMPLE_OUTPUTS + first, 1, &draw);
    return sd_of(self, sample, of) * sqrt((double)(end - first)) * vro_quantile_normal_score(draw);
}

void vro_study_summaries_enlarge(vro_study_summaries *self, size_t children) {
    for (size_t i = 0; i < self->count; i++) {
        const summary of = summary_of(self, i);
        if (!is_defined(self, &of))
            continue;
        for (size_t sample = 0; sample < self->ensemble->samples; sample++) {
            double *sum = &self->sums[sample * self->count + i];
            *sum += add_children(self, &of, sample, self->children, children);
            self->values[sample * self->count + i] =
                *sum / (double)children + (is_share(&of) ? 0 : mean_of(self, sample, &of));
        }
    }
    self->children = children;
}

void vro_study_summaries_free(vro_study_summaries *self) {
    free(self->sums);
    free(self->values);
    *self = (vro_study_summaries){0};
}
