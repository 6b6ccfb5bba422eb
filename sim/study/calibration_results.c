#include "vrosim/study/calibration_results.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/core/pareto_smoothing.h"
#include "vrosim/study/published_figure.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

bool vro_calibration_is_trustworthy(const vro_calibration *self) {
    return self->effective_size >= VRO_EFFECTIVE_SIZE_LEAST &&
           self->shape < VRO_PARETO_SHAPE_MOST && self->search.converged > 0;
}

size_t vro_calibration_modes(const vro_calibration *self) {
    return self->search.converged > 0 ? self->search.count : 0;
}

double vro_calibration_score_mean(const vro_calibration *self, size_t k, const double *weights,
                                  double *sd) {
    const size_t n = self->problem->parameter_count;
    double mean = 0, square = 0;
    for (size_t i = 0; i < self->done; i++)
        mean += weights[i] * self->scores[i * n + k];
    for (size_t i = 0; i < self->done; i++) {
        const double distance = self->scores[i * n + k] - mean;
        square += weights[i] * distance * distance;
    }
    *sd = sqrt(square);
    return mean;
}

typedef struct weighted {
    double value;
    double weight;
} weighted;

static int compare(const void *a, const void *b) {
    const weighted *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

static double quantile(const weighted *sorted, size_t n, double probability) {
    double cumulative = 0;
    for (size_t i = 0; i < n; i++) {
        cumulative += sorted[i].weight;
        if (cumulative >= probability)
            return sorted[i].value;
    }
    return sorted[n - 1].value;
}

// The figure that moves most with the score at the most likely point, in its own errors.
static size_t most_informative(const vro_calibration *self, size_t k) {
    const vro_mode *mode = &self->search.modes[0];
    const size_t n = self->problem->parameter_count, figures = self->problem->figure_count;
    size_t best = 0;
    double largest = -1;
    for (size_t i = 0; i < figures; i++) {
        const double error = sqrt(self->covariance.matrix[i * figures + i]);
        const double moves = fabs(mode->derivatives[i * n + k]) / error;
        best = moves > largest ? i : best;
        largest = fmax(largest, moves);
    }
    return best;
}

static void find_moments(const vro_calibration *self, const weighted *values,
                         vro_fitted_parameter *found) {
    double square = 0;
    for (size_t i = 0; i < self->done; i++)
        found->mean += values[i].weight * values[i].value;
    for (size_t i = 0; i < self->done; i++) {
        const double distance = values[i].value - found->mean;
        square += values[i].weight * distance * distance;
    }
    found->sd = sqrt(square);
}

vro_fitted_parameter vro_calibration_parameter(const vro_calibration *self, size_t k) {
    const vro_calibration_problem *problem = self->problem;
    const size_t n = problem->parameter_count;
    const vro_uncertain_parameter *prior = &problem->uncertainty.parameters[problem->parameters[k]];
    vro_fitted_parameter found = {
        .prior_mean = prior->value,
        .prior_sd = prior->se,
        .mode = vro_calibration_problem_value(problem, k, self->search.modes[0].scores[k]),
        .informative = most_informative(self, k)};
    weighted *values = calloc(self->done, sizeof *values);
    (void)vro_calibration_score_mean(self, k, self->weights, &found.shrinkage);
    if (!values) {
        found.mean = found.sd = found.lower = found.upper = NAN;
        return found;
    }
    for (size_t i = 0; i < self->done; i++)
        values[i] = (weighted){vro_calibration_problem_value(problem, k, self->scores[i * n + k]),
                               self->weights[i]};
    find_moments(self, values, &found);
    qsort(values, self->done, sizeof *values, compare);
    found.lower = quantile(values, self->done, 0.025);
    found.upper = quantile(values, self->done, 0.975);
    free(values);
    return found;
}

double vro_calibration_figure_mean(const vro_calibration *self, size_t figure, double *sd) {
    const size_t figures = self->problem->figure_count;
    double mean = 0, square = 0;
    for (size_t i = 0; i < self->done; i++)
        if (self->weights[i] > 0)
            mean += self->weights[i] * self->values[i * figures + figure].value;
    for (size_t i = 0; i < self->done; i++) {
        const double distance = self->values[i * figures + figure].value - mean;
        if (self->weights[i] > 0)
            square += self->weights[i] * distance * distance;
    }
    *sd = sqrt(square);
    return mean;
}

// The covariance of the figures outside a group, its Cholesky factor in place. Returns their
// number.
static size_t factor_without(const vro_calibration *self, const char *group, double *factor,
                             size_t *kept) {
    const size_t figures = self->problem->figure_count;
    size_t n = 0;
    for (size_t i = 0; i < figures; i++)
        if (strcmp(vro_calibration_problem_target(self->problem, i)->group, group) != 0)
            kept[n++] = i;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            factor[i * n + j] = self->covariance.matrix[kept[i] * figures + kept[j]];
    (void)vro_cholesky(factor, n); // of a part of a positive definite matrix
    return n;
}

static double residual_of(const vro_calibration *self, size_t sample, size_t figure) {
    const vro_target *target = vro_calibration_problem_target(self->problem, figure);
    const vro_figure_value *value = &self->values[sample * self->problem->figure_count + figure];
    return vro_published_figure_of(target).scaled -
           vro_published_scale(target->likelihood, value->value, value->n);
}

vro_status vro_calibration_without(const vro_calibration *self, const char *group, double *weights,
                                   double *shape, vro_errors *errors) {
    const size_t figures = self->problem->figure_count;
    double *factor = calloc(figures * figures, sizeof *factor),
           *room = calloc(figures, sizeof *room);
    size_t *kept = calloc(figures, sizeof *kept);
    vro_status status = VRO_OK;
    TRY(factor && room && kept ? VRO_OK : no_memory(errors));
    const size_t n = factor_without(self, group, factor, kept);
    for (size_t i = 0; i < self->done; i++) {
        vro_calibration_residuals(self->problem, self->covariance.factor,
                                  &self->values[i * figures], room);
        const double all = cblas_ddot((int)figures, room, 1, room, 1);
        for (size_t j = 0; j < n; j++)
            room[j] = residual_of(self, i, kept[j]);
        if (n > 0)
            cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int)n, factor,
                        (int)n, room, 1);
        weights[i] = log(self->weights[i]) + 0.5 * (all - cblas_ddot((int)n, room, 1, room, 1));
    }
    TRY(vro_pareto_smooth(weights, self->done, shape, errors));
out:
    free(factor);
    free(room);
    free(kept);
    return status;
}

double vro_calibration_largest_weight(const vro_calibration *self) {
    double largest = 0;
    for (size_t i = 0; i < self->done; i++)
        largest = fmax(largest, self->weights[i]);
    return largest;
}

size_t vro_calibration_parameters_on_bound(const vro_calibration *self) {
    static const double near = 1e-3, far = 3;
    const vro_calibration_problem *problem = self->problem;
    size_t count = 0;
    for (size_t k = 0; k < problem->parameter_count; k++) {
        const vro_uncertain_parameter *prior =
            &problem->uncertainty.parameters[problem->parameters[k]];
        const double score = self->search.modes[0].scores[k];
        const double value = vro_calibration_problem_value(problem, k, score);
        count += fabs(score) > far || value - prior->lower < near * prior->se ||
                 prior->upper - value < near * prior->se;
    }
    return count;
}

double vro_calibration_monte_carlo_share(const vro_calibration *self) {
    double largest = 0;
    for (size_t i = 0; i < self->problem->figure_count; i++) {
        const vro_target *target = vro_calibration_problem_target(self->problem, i);
        const vro_figure_value *at = &self->covariance.figures[i];
        const double published = vro_published_figure_of(target).scaled_error,
                     simulated =
                         vro_published_scale_error(target->likelihood, at->value, at->n, at->se);
        const double both = published * published + simulated * simulated;
        largest = fmax(largest, simulated * simulated / both);
    }
    return largest;
}
