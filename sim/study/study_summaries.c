#include "vrosim/study/study_summaries.h"

#include "vrosim/core/quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

// The draws of a study are independent of those of parameters and of children.
enum { STUDY = 3 };

// Outputs of a sample: one for each child, of which the first of those that are added is used. Odd,
// so that neighbours are independent.
#define SAMPLE_OUTPUTS ((uint64_t)VRO_STUDY_CHILDREN_MAX | 1)

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

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
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
                                  .values = calloc(samples, count * sizeof *self->values),
                                  .defined = calloc(count, sizeof *self->defined)};
    vro_status status = VRO_OK;
    TRY(self->sums && self->values && self->defined ? VRO_OK : no_memory(errors));
    TRY(vro_outcome_correlations_init(&self->correlations, ensemble->uncertainty->scenario, study,
                                      random, errors));
    for (size_t i = 0; i < count; i++) {
        const summary of = summary_of(self, i);
        self->defined[i] = is_defined(self, &of);
        for (size_t sample = 0; sample < samples; sample++)
            self->values[sample * count + i] = self->defined[i] ? mean_of(self, sample, &of) : 0;
    }
out:
    if (status != VRO_OK)
        vro_study_summaries_free(self);
    return status;
}

static bool is_share(const summary *of) {
    return vro_outcome_row(of->key.outcome)->kind == VRO_SHARE;
}

// The events among m children whose standard normal score is z: the least k with
// P(K <= k) >= Phi(z), K binomial; searched from the normal quantile, with its skewness.
static double count_events(double m, double p, double z) {
    const double spread = sqrt(m * p * (1 - p)), skewed = (1 - 2 * p) * (z * z - 1) / 6;
    const double probability = gsl_cdf_ugaussian_P(z);
    const unsigned n = (unsigned)m;
    double k = fmin(m, fmax(0, floor(m * p + spread * z + skewed)));
    while (k < m && gsl_cdf_binomial_P((unsigned)k, p, n) < probability)
        k++;
    while (k > 0 && gsl_cdf_binomial_P((unsigned)k - 1, p, n) >= probability)
        k--;
    return k;
}

// What m children of an arm add to the sum: their events, or the sum of their distances from the
// mean, sd sqrt(m) z.
static double add_children(const vro_study_summaries *self, const summary *of, size_t sample,
                           double m, double z) {
    return is_share(of) ? count_events(m, mean_of(self, sample, of), z)
                        : sd_of(self, sample, of) * sqrt(m) * z;
}

// Children of an arm from self->children to `children`, in a sample.
static void enlarge_arm(vro_study_summaries *self, size_t sample, size_t arm, size_t children) {
    const size_t outcomes = self->study->outcome_count, first = arm * outcomes;
    double scores[VRO_STUDY_OUTCOMES_MAX];
    for (size_t i = 0; i < outcomes; i++) {
        uint32_t draw;
        const summary of = summary_of(self, first + i);
        vro_random_source_outputs(of.random, sample * SAMPLE_OUTPUTS + self->children, 1, &draw);
        scores[i] = vro_quantile_normal_score(draw);
    }
    vro_outcome_correlations_apply(&self->correlations, arm, scores);
    for (size_t i = 0; i < outcomes; i++) {
        const summary of = summary_of(self, first + i);
        const size_t cell = sample * self->count + first + i;
        if (!self->defined[first + i])
            continue;
        self->sums[cell] +=
            add_children(self, &of, sample, (double)(children - self->children), scores[i]);
        self->values[cell] =
            self->sums[cell] / (double)children + (is_share(&of) ? 0 : mean_of(self, sample, &of));
    }
}

void vro_study_summaries_enlarge(vro_study_summaries *self, size_t children) {
    for (size_t sample = 0; sample < self->ensemble->samples; sample++)
        for (size_t arm = 0; arm < self->study->arms; arm++)
            enlarge_arm(self, sample, arm, children);
    self->children = children;
}

void vro_study_summaries_free(vro_study_summaries *self) {
    free(self->sums);
    free(self->values);
    free(self->defined);
    vro_outcome_correlations_free(&self->correlations);
    *self = (vro_study_summaries){0};
}
