#include "vrosim/study/partial_information.h"

#include "vrosim/core/matrix_rows.h"

#include <gsl/gsl_blas.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

// One estimate in the making. The advantages are over the strategy that is best without the set;
// that of itself is 0 throughout.
typedef struct estimation {
    const vro_regressors *regressors;
    const vro_consequences *consequences;
    const vro_evaluation *evaluation;
    size_t best;              // without the set
    size_t *choices;          // [samples] the strategy to choose when the set is known
    gsl_matrix *fitted;       // [strategies][samples] advantage expected when the set is known
    gsl_matrix *residuals;    // [strategies][samples] advantage minus fitted
    gsl_matrix *factors;      // [strategies][regressors] by which the coefficients are shrunk
    gsl_vector *coefficients; // [regressors]
    gsl_vector *work;         // [samples]
} estimation;

static vro_status estimation_init(estimation *self, const vro_regressors *regressors,
                                  const vro_consequences *consequences, vro_errors *errors) {
    const size_t samples = consequences->samples, strategies = consequences->strategies;
    *self = (estimation){.regressors = regressors,
                         .consequences = consequences,
                         .choices = calloc(samples, sizeof *self->choices),
                         .fitted = gsl_matrix_calloc(strategies, samples),
                         .residuals = gsl_matrix_calloc(strategies, samples),
                         .factors = gsl_matrix_calloc(strategies, regressors->count),
                         .coefficients = gsl_vector_alloc(regressors->count),
                         .work = gsl_vector_alloc(samples)};
    if (self->choices && self->fitted && self->residuals && self->factors && self->coefficients &&
        self->work)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the value of information");
}

static void estimation_free(estimation *self) {
    free(self->choices);
    gsl_matrix_free(self->fitted);
    gsl_matrix_free(self->residuals);
    gsl_matrix_free(self->factors);
    gsl_vector_free(self->coefficients);
    gsl_vector_free(self->work);
}

static vro_matrix_rows rows_of(const estimation *self) {
    const gsl_matrix *columns = self->regressors->columns;
    return (vro_matrix_rows){columns->data, self->regressors->count, columns->size2, columns->tda};
}

// coefficients = regressors * values; values: [samples], side by side.
static void project(estimation *self, const gsl_vector *values) {
    const vro_matrix_rows rows = rows_of(self);
    vro_matrix_rows_project(&rows, values->data, self->coefficients->data);
}

// values = factors * coefficients, summed over regressors; factors: of a strategy.
static void combine(estimation *self, size_t strategy, gsl_vector *values) {
    gsl_vector_view factors = gsl_matrix_row(self->factors, strategy);
    gsl_vector_mul(self->coefficients, &factors.vector);
    const vro_matrix_rows rows = rows_of(self);
    vro_matrix_rows_combine(&rows, self->coefficients->data, values->data);
}

static double mean_advantage(const estimation *self, size_t strategy) {
    return self->evaluation->by_strategy[strategy].net_benefit.value -
           self->evaluation->by_strategy[self->best].net_benefit.value;
}

// The advantage of a strategy in every sample, minus its mean.
static void find_advantage(const estimation *self, size_t strategy, gsl_vector *values) {
    const double mean = mean_advantage(self, strategy);
    for (size_t sample = 0; sample < values->size; sample++) {
        const double own = vro_decision_net_benefit(self->consequences, self->evaluation->threshold,
                                                    sample, strategy);
        const double best = vro_decision_net_benefit(
            self->consequences, self->evaluation->threshold, sample, self->best);
        gsl_vector_set(values, sample, own - best - mean);
    }
}

// The regressors are orthonormal, so their coefficients' squares are what each explains.
static double residual_variance(const estimation *self, const gsl_vector *values) {
    const double whole = gsl_blas_dnrm2(values), explained = gsl_blas_dnrm2(self->coefficients);
    const double rest = whole * whole - explained * explained;
    return rest > 0 ? rest / (double)(values->size - self->regressors->count) : 0;
}

// Term after term: a run of regressors of the same term.
static void find_factors(estimation *self, size_t strategy, double variance) {
    const vro_regressors *regressors = self->regressors;
    for (size_t first = 0, end; first < regressors->count; first = end) {
        double explained = 0;
        for (end = first;
             end < regressors->count && regressors->terms[end] == regressors->terms[first]; end++) {
            const double coefficient = gsl_vector_get(self->coefficients, end);
            explained += coefficient * coefficient;
        }
        const double noise = (double)(end - first) * variance;
        const double factor = explained > noise ? 1 - noise / explained : 0;
        for (size_t i = first; i < end; i++)
            gsl_matrix_set(self->factors, strategy, i, factor);
    }
}

// The constant's coefficient is the mean, which is known already and never positive: its factor 0.
static void regress(estimation *self, size_t strategy) {
    gsl_vector_view fitted = gsl_matrix_row(self->fitted, strategy);
    gsl_vector_view residuals = gsl_matrix_row(self->residuals, strategy);
    find_advantage(self, strategy, &residuals.vector);
    project(self, &residuals.vector);
    find_factors(self, strategy, residual_variance(self, &residuals.vector));
    gsl_matrix_set(self->factors, strategy, 0, 0);
    combine(self, strategy, &fitted.vector);
    gsl_vector_sub(&residuals.vector, &fitted.vector);
    gsl_vector_add_constant(&fitted.vector, mean_advantage(self, strategy));
}

// Chooses in every sample, and returns the mean advantage of doing so.
static double choose(estimation *self) {
    double sum = 0;
    for (size_t sample = 0; sample < self->consequences->samples; sample++) {
        double most = 0;
        self->choices[sample] = self->best;
        for (size_t strategy = 0; strategy < self->consequences->strategies; strategy++) {
            const double fitted = gsl_matrix_get(self->fitted, strategy, sample);
            if (fitted > most) {
                most = fitted;
                self->choices[sample] = strategy;
            }
        }
        sum += most;
    }
    return sum / (double)self->consequences->samples;
}

// Adds to work what the error of a strategy's fit contributes to the estimate. The share of samples
// in which it is chosen stands for the constant, whose factor is 0 in the fit.
static void add_contributions(estimation *self, size_t strategy, gsl_vector *chosen) {
    double count = 0;
    for (size_t sample = 0; sample < chosen->size; sample++) {
        const bool choice = self->choices[sample] == strategy;
        gsl_vector_set(chosen, sample, choice);
        count += choice;
    }
    project(self, chosen);
    combine(self, strategy, chosen);
    gsl_vector_add_constant(chosen, count / (double)chosen->size);
    gsl_vector_view residuals = gsl_matrix_row(self->residuals, strategy);
    gsl_vector_mul(chosen, &residuals.vector);
    gsl_vector_add(self->work, chosen);
}

// The fits are not needed any more when their rows serve as room for the contributions.
static double standard_error(estimation *self, double value) {
    const double n = (double)self->consequences->samples;
    for (size_t sample = 0; sample < self->consequences->samples; sample++)
        gsl_vector_set(self->work, sample,
                       gsl_matrix_get(self->fitted, self->choices[sample], sample) - value);
    for (size_t strategy = 0; strategy < self->consequences->strategies; strategy++) {
        gsl_vector_view room = gsl_matrix_row(self->fitted, strategy);
        if (strategy != self->best)
            add_contributions(self, strategy, &room.vector);
    }
    return gsl_blas_dnrm2(self->work) / sqrt(n * (n - 1));
}

vro_status vro_partial_information_estimate(const vro_regressors *regressors,
                                            const vro_consequences *consequences,
                                            const vro_evaluation *evaluation,
                                            vro_expectation *found, vro_errors *errors) {
    estimation self;
    vro_status status = estimation_init(&self, regressors, consequences, errors);
    if (status != VRO_OK)
        goto out;
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
