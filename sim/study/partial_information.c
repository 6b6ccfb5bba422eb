#include "vrosim/study/partial_information.h"

#include "vrosim/core/matrix_rows.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

// One estimate in the making. The advantages are over the strategy that is best without the set;
// that of itself is 0 throughout.
typedef struct estimation {
    const vro_regressors *regressors;
    const vro_consequences *consequences;
    const vro_evaluation *evaluation;
    size_t samples;
    size_t best;          // without the set
    size_t *choices;      // [samples] the strategy to choose when the set is known
    double *fitted;       // [strategies][samples] advantage expected when the set is known
    double *residuals;    // [strategies][samples] advantage minus fitted
    double *factors;      // [strategies][regressors] by which the coefficients are shrunk
    double *coefficients; // [regressors]
    double *work;         // [samples]
} estimation;

static vro_status estimation_init(estimation *self, const vro_regressors *regressors,
                                  const vro_consequences *consequences, vro_errors *errors) {
    const size_t samples = consequences->samples, strategies = consequences->strategies;
    *self = (estimation){.regressors = regressors,
                         .consequences = consequences,
                         .samples = samples,
                         .choices = calloc(samples, sizeof *self->choices),
                         .fitted = calloc(strategies, samples * sizeof *self->fitted),
                         .residuals = calloc(strategies, samples * sizeof *self->residuals),
                         .factors = calloc(strategies, regressors->count * sizeof *self->factors),
                         .coefficients = calloc(regressors->count, sizeof *self->coefficients),
                         .work = calloc(samples, sizeof *self->work)};
    if (self->choices && self->fitted && self->residuals && self->factors && self->coefficients &&
        self->work)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the value of information");
}

static void estimation_free(estimation *self) {
    free(self->choices);
    free(self->fitted);
    free(self->residuals);
    free(self->factors);
    free(self->coefficients);
    free(self->work);
}

static vro_matrix_rows rows_of(const vro_regressors *self) {
    return (vro_matrix_rows){self->columns, self->count, self->samples, self->samples};
}

// b_i = q_i . values, of orthonormal regressors q_i the coefficients by least squares. values:
// [samples].
static void project(estimation *self, const double *values) {
    const vro_matrix_rows rows = rows_of(self->regressors);
    vro_matrix_rows_project(&rows, values, self->coefficients);
}

// values = sum over i of f_i b_i q_i, f_i the factors of a strategy. Replaces the coefficients b_i
// by f_i b_i.
static void combine(estimation *self, size_t strategy, double *values) {
    const double *factors = &self->factors[strategy * self->regressors->count];
    const vro_matrix_rows rows = rows_of(self->regressors);
    for (size_t i = 0; i < self->regressors->count; i++)
        self->coefficients[i] *= factors[i];
    vro_matrix_rows_combine(&rows, self->coefficients, values);
}

static double length_of(const double *values, size_t n) {
    return cblas_dnrm2((int)n, values, 1);
}

static double mean_advantage(const estimation *self, size_t strategy) {
    return self->evaluation->by_strategy[strategy].net_benefit.value -
           self->evaluation->by_strategy[self->best].net_benefit.value;
}

// The advantage of a strategy in every sample, minus its mean.
static void find_advantage(const estimation *self, size_t strategy, double *values) {
    const double mean = mean_advantage(self, strategy), threshold = self->evaluation->threshold;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const double own =
            vro_decision_net_benefit(self->consequences, threshold, sample, strategy);
        const double best =
            vro_decision_net_benefit(self->consequences, threshold, sample, self->best);
        values[sample] = own - best - mean;
    }
}

// s^2 = (|y|^2 - |b|^2) / (n - p), for the squares of the coefficients of orthonormal regressors
// are what each explains.
static double residual_variance(const estimation *self, const double *values) {
    const size_t regressors = self->regressors->count;
    const double whole = length_of(values, self->samples);
    const double explained = length_of(self->coefficients, regressors);
    const double rest = whole * whole - explained * explained;
    return rest > 0 ? rest / (double)(self->samples - regressors) : 0;
}

// f = max(0, 1 - p s^2 / |b|^2) of each term, p regressors of coefficients b: this minimises
// Mallows' Cp. The regressors of a term stand side by side.
static void find_factors(estimation *self, size_t strategy, double variance) {
    const vro_regressors *regressors = self->regressors;
    double *factors = &self->factors[strategy * regressors->count];
    for (size_t first = 0, end; first < regressors->count; first = end) {
        double explained = 0;
        for (end = first;
             end < regressors->count && regressors->terms[end] == regressors->terms[first]; end++)
            explained += self->coefficients[end] * self->coefficients[end];
        const double noise = (double)(end - first) * variance;
        for (size_t i = first; i < end; i++)
            factors[i] = explained > noise ? 1 - noise / explained : 0;
    }
}

// y = q f b + residual. The constant's coefficient is the mean, which is known already and never
// positive: its factor is 0, and the mean is added.
static void regress(estimation *self, size_t strategy) {
    double *fitted = &self->fitted[strategy * self->samples];
    double *residuals = &self->residuals[strategy * self->samples];
    const double mean = mean_advantage(self, strategy);
    find_advantage(self, strategy, residuals);
    project(self, residuals);
    find_factors(self, strategy, residual_variance(self, residuals));
    self->factors[strategy * self->regressors->count] = 0;
    combine(self, strategy, fitted);
    for (size_t sample = 0; sample < self->samples; sample++) {
        residuals[sample] -= fitted[sample];
        fitted[sample] += mean;
    }
}

// EVPPI = 1/n sum over i of max over d of g_d(i), g_d the fitted advantage of strategy d, that of
// the best 0. Keeps the choices.
static double choose(estimation *self) {
    double sum = 0;
    for (size_t sample = 0; sample < self->samples; sample++) {
        double most = 0;
        self->choices[sample] = self->best;
        for (size_t strategy = 0; strategy < self->consequences->strategies; strategy++) {
            const double fitted = self->fitted[strategy * self->samples + sample];
            if (fitted > most) {
                most = fitted;
                self->choices[sample] = strategy;
            }
        }
        sum += most;
    }
    return sum / (double)self->samples;
}

// work_i += r_d(i) h_d(i), r_d the residuals of strategy d and h_d the regression's fit of whether
// it is chosen. The share of samples in which it is chosen stands for the constant, whose factor is
// 0 in the fit. chosen: [samples] scratch.
static void add_contributions(estimation *self, size_t strategy, double *chosen) {
    const double *residuals = &self->residuals[strategy * self->samples];
    double count = 0;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const bool choice = self->choices[sample] == strategy;
        chosen[sample] = choice;
        count += choice;
    }
    project(self, chosen);
    combine(self, strategy, chosen);
    for (size_t sample = 0; sample < self->samples; sample++) {
        chosen[sample] += count / (double)self->samples;
        self->work[sample] += chosen[sample] * residuals[sample];
    }
}

// se^2 = sum over i of (g_d(i) - EVPPI + sum over d of r_d(i) h_d(i))^2 / (n (n - 1)).
// The rows of the fits serve as scratch once they have been read. 0, because no sample changes the
// choice, is not an error of 0 but one that these samples do not tell.
static double standard_error(estimation *self, double value) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++)
        self->work[sample] = self->fitted[self->choices[sample] * self->samples + sample] - value;
    for (size_t strategy = 0; strategy < self->consequences->strategies; strategy++)
        if (strategy != self->best)
            add_contributions(self, strategy, &self->fitted[strategy * self->samples]);
    const double length = length_of(self->work, self->samples);
    return length > 0 ? length / sqrt(n * (n - 1)) : NAN;
}

vro_status vro_partial_information_estimate(const vro_regressors *regressors,
                                            const vro_consequences *consequences,
                                            const vro_evaluation *evaluation,
                                            vro_expectation *found, vro_errors *errors) {
    estimation self;
    vro_status status = VRO_OK;
    TRY(estimation_init(&self, regressors, consequences, errors));
    self.evaluation = evaluation;
    self.best = evaluation->decision.best;
    for (size_t strategy = 0; strategy < consequences->strategies; strategy++)
        if (strategy != self.best)
            regress(&self, strategy);
    const double value = choose(&self);
    const double most = evaluation->decision.perfect_information.value;
    found->se = standard_error(&self, value);
    found->value = value < most ? value : most;
out:
    estimation_free(&self);
    return status;
}

static bool has(const vro_parameter_set *set, size_t parameter) {
    for (size_t i = 0; i < set->count; i++)
        if (set->members[i] == parameter)
            return true;
    return false;
}

static bool is_subset(const vro_parameter_set *part, const vro_parameter_set *whole) {
    for (size_t i = 0; i < part->count; i++)
        if (!has(whole, part->members[i]))
            return false;
    return true;
}

void vro_partial_information_nest(const vro_parameter_set *sets, vro_expectation *found,
                                  size_t count) {
    for (size_t whole = 0; whole < count; whole++)
        for (size_t part = 0; part < count; part++)
            if (found[part].value > found[whole].value && is_subset(&sets[part], &sets[whole]))
                found[whole] = found[part];
}
