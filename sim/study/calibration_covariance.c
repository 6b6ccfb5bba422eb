#include "vrosim/study/calibration_covariance.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/study/published_figure.h"
#include "vrosim/study/target_covariance.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Of the search for the likeliest variation between studies.
enum { STEPS = 300 };
static const double STEP = 0.01;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

static vro_status fault_of_nobody(const vro_calibration_covariance *self, size_t figure,
                                  vro_errors *errors) {
    const vro_calibration_problem *problem = self->problem;
    const vro_target *target = vro_calibration_problem_target(problem, figure);
    const vro_place place = vro_evidence_place(problem->evidence, problem->figures[figure].target);
    return vro_errors_add(
        errors, VRO_BAD_INPUT, &place,
        "no simulated child of study '%s' under '%s' has '%s' in subgroup '%s': its "
        "tables describe others, or the children are too few",
        target->study, target->strategy, target->outcome, target->subgroup);
}

// Every figure needs children to rest on.
static vro_status check_figures(const vro_calibration_covariance *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->problem->figure_count && status != VRO_NO_MEMORY; i++)
        if (self->figures[i].n < 1)
            status = vro_status_worse(status, fault_of_nobody(self, i, errors));
    return status;
}

static vro_status factorise(vro_calibration_covariance *self, vro_errors *errors) {
    const size_t n = self->problem->figure_count;
    const vro_figures_at at = {self->figures, &self->influence};
    vro_status status = VRO_OK;
    TRY(vro_target_covariance(self->problem, &at, self->between, self->matrix, errors));
    memcpy(self->factor, self->matrix, n * n * sizeof *self->factor);
    if (!vro_cholesky(self->factor, n))
        status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                "the figures to fit are not independent enough: leave out one of "
                                "two that say the same");
out:
    return status;
}

vro_status vro_calibration_covariance_init(vro_calibration_covariance *self,
                                           const vro_calibration_problem *problem, double between,
                                           vro_errors *errors) {
    const size_t n = problem->figure_count;
    *self = (vro_calibration_covariance){.problem = problem,
                                         .between = between,
                                         .figures = calloc(n, sizeof *self->figures),
                                         .matrix = calloc(n * n, sizeof *self->matrix),
                                         .factor = calloc(n * n, sizeof *self->factor)};
    return self->figures && self->matrix && self->factor ? VRO_OK : no_memory(errors);
}

static vro_status fill(vro_calibration_covariance *self, const double *scores, vro_pool *pool,
                       vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_figure_influence_free(&self->influence);
    TRY(check_figures(self, errors));
    TRY(vro_figure_influence_init(&self->influence, self->problem, pool, scores, errors));
    TRY(factorise(self, errors));
out:
    return status;
}

vro_status vro_calibration_covariance_at(vro_calibration_covariance *self, const double *scores,
                                         vro_point_evaluator *evaluator, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_point_evaluator_run(evaluator, self->problem, 1, scores, self->figures, errors));
    TRY(fill(self, scores, evaluator->options.pool, errors));
out:
    return status;
}

vro_status vro_calibration_covariance_of(vro_calibration_covariance *self, const double *scores,
                                         const vro_figure_value *figures, vro_pool *pool,
                                         vro_errors *errors) {
    memcpy(self->figures, figures, self->problem->figure_count * sizeof *figures);
    return fill(self, scores, pool, errors);
}

// The linear model at the most likely point.
typedef struct linear {
    size_t n;
    double *residuals; // [n] y - f + J z
    double *fixed;     // [n][n] C(0) + J J^T
    double *between;   // [n][n] C(1) - C(0)
    double *scratch;   // [n][n + 1]
} linear;

static bool linear_init(linear *self, size_t n) {
    *self = (linear){.n = n,
                     .residuals = calloc(n, sizeof(double)),
                     .fixed = calloc(n * n, sizeof(double)),
                     .between = calloc(n * n, sizeof(double)),
                     .scratch = calloc(n * (n + 1), sizeof(double))};
    return self->residuals && self->fixed && self->between && self->scratch;
}

static void linear_free(linear *self) {
    free(self->residuals);
    free(self->fixed);
    free(self->between);
    free(self->scratch);
}

// Adds J J^T and J z, J the derivatives of the figures.
static void add_derivatives(const vro_calibration_covariance *self, const vro_mode *mode,
                            linear *model) {
    const int n = (int)model->n, k = (int)self->problem->parameter_count;
    const double *derivatives = mode->derivatives;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, k, 1, derivatives, k, derivatives, k,
                1, model->fixed, n);
    cblas_dgemv(CblasRowMajor, CblasNoTrans, n, k, 1, derivatives, k, mode->scores, 1, 1,
                model->residuals, 1);
}

static vro_status describe(const vro_calibration_covariance *self, const vro_mode *mode,
                           linear *model, vro_errors *errors) {
    const vro_calibration_problem *problem = self->problem;
    const size_t n = model->n;
    const vro_figures_at at = {self->figures, &self->influence};
    vro_status status = VRO_OK;
    TRY(vro_target_covariance(problem, &at, 0, model->fixed, errors));
    TRY(vro_target_covariance(problem, &at, 1, model->between, errors));
    for (size_t i = 0; i < n * n; i++)
        model->between[i] -= model->fixed[i];
    for (size_t i = 0; i < n; i++) {
        const vro_target *target = vro_calibration_problem_target(problem, i);
        model->residuals[i] =
            vro_published_figure_of(target).scaled -
            vro_published_scale(target->likelihood, self->figures[i].value, self->figures[i].n);
    }
    if (mode)
        add_derivatives(self, mode, model);
out:
    return status;
}

// -2 log likelihood, but for a constant: r^T V^-1 r + log |V|, V = fixed + between^2 times the
// rest.
static double deviance(const linear *self, double between) {
    const size_t n = self->n;
    double *factor = self->scratch, *whitened = self->scratch + n * n, sum = 0;
    for (size_t i = 0; i < n * n; i++)
        factor[i] = self->fixed[i] + between * between * self->between[i];
    if (!vro_cholesky(factor, n))
        return INFINITY;
    memcpy(whitened, self->residuals, n * sizeof *whitened);
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int)n, factor, (int)n,
                whitened, 1);
    for (size_t i = 0; i < n; i++)
        sum += whitened[i] * whitened[i] + 2 * log(factor[i * n + i]);
    return sum;
}

vro_status vro_calibration_covariance_estimate_between(vro_calibration_covariance *self,
                                                       const vro_mode *mode, vro_errors *errors) {
    linear model;
    double least = INFINITY;
    vro_status status = VRO_OK;
    TRY(linear_init(&model, self->problem->figure_count) ? VRO_OK : no_memory(errors));
    TRY(describe(self, mode, &model, errors));
    for (int step = 0; step <= STEPS; step++) {
        const double at = deviance(&model, step * STEP);
        if (at < least) {
            least = at;
            self->between = step * STEP;
        }
    }
    TRY(factorise(self, errors));
out:
    linear_free(&model);
    return status;
}

void vro_calibration_covariance_free(vro_calibration_covariance *self) {
    vro_figure_influence_free(&self->influence);
    free(self->figures);
    free(self->matrix);
    free(self->factor);
    *self = (vro_calibration_covariance){0};
}
