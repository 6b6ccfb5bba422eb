#include "vrosim/study/calibration.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/core/pareto_smoothing.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Numbers of a study that the sampling of points has for itself (core/random_source.h).
enum { SAMPLING = 2 };

// Of a covariance that is refreshed from weighted samples, this share stays what it was.
static const double KEPT = 0.2;

// Modes this much less likely than the best, on the logarithm, get no samples of their own.
static const double MODE_DEPTH = 12;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

vro_status vro_calibration_init(vro_calibration *self, const vro_calibration_problem *problem,
                                const vro_calibration_options *options, vro_errors *errors) {
    const size_t figures = problem->figure_count, count = VRO_CALIBRATION_ROUNDS * options->samples;
    *self = (vro_calibration){.problem = problem,
                              .estimates_between = options->estimates_between,
                              .rows = options->rows,
                              .count = count,
                              .scores = calloc(count * problem->parameter_count, sizeof(double)),
                              .values = calloc(count * figures, sizeof *self->values),
                              .log_target = calloc(count, sizeof(double)),
                              .weights = calloc(count, sizeof(double)),
                              .posterior = calloc(options->rows, sizeof *self->posterior)};
    if (!self->scores || !self->values || !self->log_target || !self->weights || !self->posterior)
        return no_memory(errors);
    return vro_calibration_covariance_init(&self->covariance, problem, options->between, errors);
}

// Points of the search, about.
static size_t expected_search(const vro_calibration *self) {
    enum { STEPS = 11 }; // of a start, as the default fit takes
    const size_t searches = self->estimates_between ? 2 : 1;
    return searches * VRO_STARTS * STEPS * (2 * self->problem->parameter_count + 1);
}

size_t vro_calibration_expected(const vro_calibration *self) {
    return expected_search(self) + self->count + self->rows * VRO_CONFIRMING_CHILDREN;
}

void vro_calibration_expect(const vro_calibration *self, vro_pool *pool, size_t points) {
    vro_pool_expect(pool, points * self->problem->children * self->problem->cohort_count);
}

// The mixture around the modes that are deep enough, each with the weight that its depth and width
// give.
static vro_status begin_mixture(const vro_calibration *self, vro_student_mixture *mixture,
                                vro_errors *errors) {
    const vro_mode *modes = self->search.modes;
    const size_t n = self->problem->parameter_count;
    size_t count = 0;
    double total = 0;
    vro_status status = VRO_OK;
    while (count < self->search.count && modes[count].objective - modes[0].objective < MODE_DEPTH)
        count++;
    TRY(vro_student_mixture_init(mixture, n, count, errors));
    for (size_t c = 0; c < count; c++) {
        memcpy(mixture->components[c].centre, modes[c].scores, n * sizeof(double));
        memcpy(mixture->components[c].factor, modes[c].factor, n * n * sizeof(double));
        mixture->components[c].weight = exp(modes[0].objective - modes[c].objective +
                                            modes[c].log_determinant - modes[0].log_determinant);
        total += mixture->components[c].weight;
    }
    for (size_t c = 0; c < count; c++)
        mixture->components[c].weight /= total;
    vro_student_mixture_prepare(mixture);
out:
    return status;
}

double vro_calibration_log_target(const vro_calibration *self, size_t sample,
                                  const vro_figure_value *values, double *room) {
    const size_t n = self->problem->parameter_count, figures = self->problem->figure_count;
    const double *scores = &self->scores[sample * n];
    vro_calibration_residuals(self->problem, self->covariance.factor, values, room);
    const double log_target = -0.5 * (cblas_ddot((int)figures, room, 1, room, 1) +
                                      cblas_ddot((int)n, scores, 1, scores, 1));
    return isnan(log_target) ? -INFINITY : log_target; // a figure that no simulated child has
}

static vro_status sample_round(vro_calibration *self, const vro_student_mixture *mixture,
                               vro_point_evaluator *evaluator, vro_errors *errors) {
    const size_t n = self->problem->parameter_count, figures = self->problem->figure_count;
    const size_t first = self->done, size = self->count / VRO_CALIBRATION_ROUNDS;
    const vro_random_source random = vro_random_source_for(self->problem->random, SAMPLING);
    double *room = calloc(figures, sizeof *room);
    vro_status status = VRO_OK;
    TRY(room ? VRO_OK : no_memory(errors));
    for (size_t i = first; i < first + size; i++)
        vro_student_mixture_draw(mixture, random, i, &self->scores[i * n]);
    TRY(vro_point_evaluator_run(evaluator, self->problem, size, &self->scores[first * n],
                                &self->values[first * figures], errors));
    for (size_t i = first; i < first + size; i++)
        self->log_target[i] = vro_calibration_log_target(self, i, &self->values[i * figures], room);
    self->done += size;
out:
    free(room);
    return status;
}

// log w = log p - log (sum over rounds of q_r / rounds), smoothed.
static vro_status weigh(vro_calibration *self, const vro_student_mixture *rounds, size_t count,
                        vro_errors *errors) {
    const size_t n = self->problem->parameter_count;
    double *room = calloc(n, sizeof *room);
    vro_status status = VRO_OK;
    TRY(room ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < self->done; i++) {
        double largest = -INFINITY, sum = 0, parts[VRO_CALIBRATION_ROUNDS];
        for (size_t round = 0; round < count; round++) {
            parts[round] =
                vro_student_mixture_log_density(&rounds[round], &self->scores[i * n], room);
            largest = fmax(largest, parts[round]);
        }
        for (size_t round = 0; round < count; round++)
            sum += exp(parts[round] - largest);
        self->weights[i] = self->log_target[i] - largest - log(sum / (double)count);
    }
    TRY(vro_pareto_smooth(self->weights, self->done, &self->shape, errors));
    self->effective_size = vro_effective_size(self->weights, self->done);
out:
    free(room);
    return status;
}

// Shares of a sample that belong to the components.
static void divide(const vro_student_mixture *mixture, const double *x, double *shares,
                   double *room) {
    const double whole = vro_student_mixture_log_density(mixture, x, room);
    for (size_t c = 0; c < mixture->count; c++)
        shares[c] = exp(vro_student_mixture_log_part(mixture, c, x, room) - whole);
}

// Moves component c to the weighted mean and covariance of its samples, KEPT of the old covariance.
// shares: [done] of each sample. Unchanged where the covariance is not positive definite.
static void refresh(const vro_calibration *self, vro_student_component *component,
                    const double *shares, double *covariance, double *centre) {
    const size_t n = self->problem->parameter_count;
    double total = 0;
    memset(centre, 0, n * sizeof *centre);
    for (size_t i = 0; i < self->done; i++) {
        const double weight = self->weights[i] * shares[i];
        total += weight;
        cblas_daxpy((int)n, weight, &self->scores[i * n], 1, centre, 1);
    }
    if (!(total > 0))
        return;
    cblas_dscal((int)n, 1 / total, centre, 1);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n, (int)n, (int)n, KEPT,
                component->factor, (int)n, component->factor, (int)n, 0, covariance, (int)n);
    for (size_t i = 0; i < self->done; i++) {
        const double weight = (1 - KEPT) * self->weights[i] * shares[i] / total;
        for (size_t j = 0; j < n; j++)
            for (size_t k = 0; k <= j; k++)
                covariance[j * n + k] += weight * (self->scores[i * n + j] - centre[j]) *
                                         (self->scores[i * n + k] - centre[k]);
    }
    if (!vro_cholesky(covariance, n))
        return;
    for (size_t j = 0; j < n * n; j++)
        component->factor[j] = j % n <= j / n ? covariance[j] : 0;
    memcpy(component->centre, centre, n * sizeof *centre);
    component->weight = total;
}

// The mixture of the next round.
static vro_status adapt(const vro_calibration *self, vro_student_mixture *mixture,
                        vro_errors *errors) {
    const size_t n = self->problem->parameter_count, count = mixture->count;
    double *shares = calloc(count * self->done, sizeof *shares),
           *one = calloc(count + n, sizeof *one), *covariance = calloc(n * n + n, sizeof *one);
    double total = 0;
    vro_status status = VRO_OK;
    TRY(shares && one && covariance ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < self->done; i++) {
        divide(mixture, &self->scores[i * n], one, one + count);
        for (size_t c = 0; c < count; c++)
            shares[c * self->done + i] = one[c];
    }
    for (size_t c = 0; c < count; c++)
        refresh(self, &mixture->components[c], &shares[c * self->done], covariance,
                covariance + n * n);
    for (size_t c = 0; c < count; c++)
        total += mixture->components[c].weight;
    for (size_t c = 0; c < count; c++)
        mixture->components[c].weight /= total;
    vro_student_mixture_prepare(mixture);
out:
    free(shares);
    free(one);
    free(covariance);
    return status;
}

// A refreshed covariance needs more than so many effective samples a parameter.
static bool can_adapt(const vro_calibration *self) {
    return self->effective_size > 4 * (double)self->problem->parameter_count;
}

static vro_status sample(vro_calibration *self, vro_point_evaluator *evaluator,
                         vro_errors *errors) {
    vro_student_mixture rounds[VRO_CALIBRATION_ROUNDS] = {0};
    vro_status status = VRO_OK;
    TRY(begin_mixture(self, &rounds[0], errors));
    for (size_t round = 0; round < VRO_CALIBRATION_ROUNDS; round++) {
        if (round > 0)
            TRY(vro_student_mixture_copy(&rounds[round], &rounds[round - 1], errors));
        if (round > 0 && can_adapt(self))
            TRY(adapt(self, &rounds[round], errors));
        TRY(sample_round(self, &rounds[round], evaluator, errors));
        TRY(weigh(self, rounds, round + 1, errors));
    }
out:
    for (size_t round = 0; round < VRO_CALIBRATION_ROUNDS; round++)
        vro_student_mixture_free(&rounds[round]);
    return status;
}

// Systematic: row r is the sample at (r + 1/2) / rows of the cumulative weights.
static void choose_rows(vro_calibration *self) {
    double cumulative = self->weights[0];
    size_t i = 0;
    for (size_t row = 0; row < self->rows; row++) {
        const double at = ((double)row + 0.5) / (double)self->rows;
        while (cumulative < at && i + 1 < self->done)
            cumulative += self->weights[++i];
        self->posterior[row] = i;
    }
}

// Searches for the most likely point and takes the covariance there, which depends on it a little;
// where it is to be estimated, the variation between studies too.
static vro_status find_mode(vro_calibration *self, vro_point_evaluator *evaluator,
                            vro_errors *errors) {
    const size_t earlier = self->search.evaluations;
    vro_status status = VRO_OK;
    vro_calibration_search_free(&self->search);
    TRY(vro_calibration_search_run(&self->search, self->problem, self->covariance.factor, evaluator,
                                   errors));
    self->search.evaluations += earlier;
    TRY(vro_calibration_covariance_at(&self->covariance, self->search.modes[0].scores, evaluator,
                                      errors));
    if (self->estimates_between)
        TRY(vro_calibration_covariance_estimate_between(&self->covariance, self->search.modes,
                                                        errors));
out:
    return status;
}

// An estimate of the variation between studies moves the most likely point, and so the estimate:
// both are found twice.
vro_status vro_calibration_run(vro_calibration *self, vro_point_evaluator *evaluator,
                               vro_errors *errors) {
    vro_pool *pool = evaluator->options.pool;
    double *mean = calloc(self->problem->parameter_count, sizeof *mean);
    vro_status status = VRO_OK;
    TRY(mean ? VRO_OK : no_memory(errors));
    vro_calibration_expect(self, pool, expected_search(self));
    TRY(vro_calibration_covariance_at(&self->covariance, mean, evaluator, errors));
    TRY(find_mode(self, evaluator, errors));
    if (self->estimates_between)
        TRY(find_mode(self, evaluator, errors));
    vro_calibration_expect(self, pool, self->count);
    TRY(sample(self, evaluator, errors));
    choose_rows(self);
out:
    free(mean);
    return status;
}

void vro_calibration_free(vro_calibration *self) {
    vro_calibration_search_free(&self->search);
    vro_calibration_covariance_free(&self->covariance);
    free(self->scores);
    free(self->values);
    free(self->log_target);
    free(self->weights);
    free(self->posterior);
    *self = (vro_calibration){0};
}
