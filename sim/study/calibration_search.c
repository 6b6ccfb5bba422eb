#include "vrosim/study/calibration_search.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/study/published_figure.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 20, SOBOL_MAX = 40 };

// Of central differences: common children leave the figures a little rough, so a small step would
// measure the roughness.
static const double STEP = 0.25;

static const double TOLERANCE = 1e-3, APART = 3;

// What the functions that GSL calls work on.
typedef struct least_squares {
    const vro_calibration_problem *problem;
    const double *whitening;
    vro_point_evaluator *evaluator;
    vro_errors *errors;
    vro_status status;
    size_t evaluations;
    double *scores;           // [2 parameters][parameters]
    vro_figure_value *values; // [2 parameters][figures]
    double *residuals;        // [2][figures]
} least_squares;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

void vro_calibration_residuals(const vro_calibration_problem *problem, const double *whitening,
                               const vro_figure_value *values, double *residuals) {
    const int n = (int)problem->figure_count;
    for (size_t i = 0; i < problem->figure_count; i++) {
        const vro_target *target = vro_calibration_problem_target(problem, i);
        residuals[i] = vro_published_figure_of(target).scaled -
                       vro_published_scale(target->likelihood, values[i].value, values[i].n);
    }
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, whitening, n, residuals,
                1);
}

static int evaluate(least_squares *self, size_t points) {
    if (self->status == VRO_OK)
        self->status = vro_point_evaluator_run(self->evaluator, self->problem, points, self->scores,
                                               self->values, self->errors);
    self->evaluations += points;
    return self->status == VRO_OK ? GSL_SUCCESS : GSL_EFAILED;
}

// The whitened residuals, then the scores.
static int residuals_at(const gsl_vector *scores, void *params, gsl_vector *residuals) {
    least_squares *self = params;
    const vro_calibration_problem *problem = self->problem;
    for (size_t k = 0; k < problem->parameter_count; k++)
        self->scores[k] = gsl_vector_get(scores, k);
    if (evaluate(self, 1) != GSL_SUCCESS)
        return GSL_EFAILED;
    vro_calibration_residuals(problem, self->whitening, self->values, self->residuals);
    for (size_t i = 0; i < problem->figure_count; i++)
        gsl_vector_set(residuals, i, self->residuals[i]);
    for (size_t k = 0; k < problem->parameter_count; k++)
        gsl_vector_set(residuals, problem->figure_count + k, gsl_vector_get(scores, k));
    return GSL_SUCCESS;
}

// (r(z + h e_k) - r(z - h e_k)) / 2h for every parameter k at once, and the unit matrix.
static int jacobian_at(const gsl_vector *scores, void *params, gsl_matrix *jacobian) {
    least_squares *self = params;
    const vro_calibration_problem *problem = self->problem;
    const size_t figures = problem->figure_count, count = problem->parameter_count;
    for (size_t point = 0; point < 2 * count; point++) {
        for (size_t k = 0; k < count; k++)
            self->scores[point * count + k] = gsl_vector_get(scores, k);
        self->scores[point * count + point / 2] += point % 2 == 0 ? STEP : -STEP;
    }
    if (evaluate(self, 2 * count) != GSL_SUCCESS)
        return GSL_EFAILED;
    gsl_matrix_set_zero(jacobian);
    for (size_t k = 0; k < count; k++) {
        for (size_t side = 0; side < 2; side++)
            vro_calibration_residuals(problem, self->whitening,
                                      &self->values[(2 * k + side) * figures],
                                      &self->residuals[side * figures]);
        for (size_t i = 0; i < figures; i++)
            gsl_matrix_set(jacobian, i, k,
                           (self->residuals[i] - self->residuals[figures + i]) / (2 * STEP));
        gsl_matrix_set(jacobian, figures + k, k, 1);
    }
    return GSL_SUCCESS;
}

static void mode_free(vro_mode *self) {
    free(self->scores);
    free(self->factor);
    free(self->derivatives);
    *self = (vro_mode){0};
}

// The covariance at a minimum, (J^T J)^-1, J with the unit rows of the prior; its Cholesky factor.
static vro_status find_covariance(vro_mode *mode, const gsl_matrix *jacobian, vro_errors *errors) {
    const size_t n = jacobian->size2;
    gsl_matrix *covariance = gsl_matrix_alloc(n, n);
    if (!covariance)
        return no_memory(errors);
    gsl_multifit_nlinear_covar(jacobian, 0, covariance);
    for (size_t i = 0; i < n * n; i++)
        mode->factor[i] = gsl_matrix_get(covariance, i / n, i % n);
    gsl_matrix_free(covariance);
    if (!vro_cholesky(mode->factor, n))
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the parameters cannot be told apart at a minimum; fit fewer");
    for (size_t i = 0; i < n; i++)
        mode->log_determinant += log(mode->factor[i * n + i]);
    return VRO_OK;
}

// -L W, W the derivatives of the whitened residuals L^-1 (y - f).
static void find_derivatives(const least_squares *self, const gsl_matrix *jacobian,
                             double *derivatives) {
    const size_t count = self->problem->parameter_count, figures = self->problem->figure_count;
    for (size_t i = 0; i < figures; i++)
        for (size_t k = 0; k < count; k++)
            derivatives[i * count + k] = gsl_matrix_get(jacobian, i, k);
    cblas_dtrmm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, (int)figures,
                (int)count, -1, self->whitening, (int)figures, derivatives, (int)count);
}

static vro_status take_minimum(const least_squares *self, const gsl_multifit_nlinear_workspace *at,
                               vro_mode *mode) {
    const size_t count = self->problem->parameter_count, figures = self->problem->figure_count;
    const gsl_vector *residuals = gsl_multifit_nlinear_residual(at);
    const gsl_matrix *jacobian = gsl_multifit_nlinear_jac(at);
    *mode = (vro_mode){.scores = calloc(count, sizeof *mode->scores),
                       .factor = calloc(count * count, sizeof *mode->factor),
                       .derivatives = calloc(count * figures, sizeof *mode->derivatives)};
    if (!mode->scores || !mode->factor || !mode->derivatives)
        return no_memory(self->errors);
    for (size_t k = 0; k < count; k++)
        mode->scores[k] = gsl_vector_get(gsl_multifit_nlinear_position(at), k);
    find_derivatives(self, jacobian, mode->derivatives);
    for (size_t i = 0; i < residuals->size; i++)
        mode->objective += 0.5 * gsl_vector_get(residuals, i) * gsl_vector_get(residuals, i);
    return find_covariance(mode, jacobian, self->errors);
}

// From one start to its minimum.
static vro_status descend(least_squares *self, const double *start, vro_mode *mode,
                          bool *converged) {
    const size_t count = self->problem->parameter_count, figures = self->problem->figure_count;
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_fdf functions = {
        .f = residuals_at, .df = jacobian_at, .n = figures + count, .p = count, .params = self};
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, figures + count, count);
    const gsl_vector_const_view from = gsl_vector_const_view_array(start, count);
    int information = 0;
    vro_status status = VRO_OK;
    TRY(work ? VRO_OK : no_memory(self->errors));
    gsl_multifit_nlinear_init(&from.vector, &functions, work);
    TRY(self->status);
    *converged = gsl_multifit_nlinear_driver(STEPS_MAX, TOLERANCE, TOLERANCE, TOLERANCE, NULL, NULL,
                                             &information, work) == GSL_SUCCESS;
    TRY(self->status);
    TRY(take_minimum(self, work, mode));
out:
    gsl_multifit_nlinear_free(work);
    return status;
}

// (z - m)^T C^-1 (z - m), square root, with the covariance of mode a.
static double distance(const vro_mode *a, const vro_mode *b, size_t n, double *room) {
    for (size_t k = 0; k < n; k++)
        room[k] = b->scores[k] - a->scores[k];
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int)n, a->factor, (int)n,
                room, 1);
    return cblas_dnrm2((int)n, room, 1);
}

// Keeps a minimum that is new, or better than the one that it is the same as; takes it over.
static void keep(vro_calibration_search *self, vro_mode *found, size_t n, double *room) {
    size_t same = 0;
    while (same < self->count && distance(&self->modes[same], found, n, room) > APART)
        same++;
    if (same == self->count) {
        self->modes[self->count++] = *found;
        return;
    }
    if (found->objective < self->modes[same].objective) {
        const vro_mode worse = self->modes[same];
        self->modes[same] = *found;
        *found = worse;
    }
    mode_free(found);
}

static int compare_modes(const void *a, const void *b) {
    const vro_mode *x = a, *y = b;
    return (x->objective > y->objective) - (x->objective < y->objective);
}

// Keeps the lower of two points that are no minima; takes both over.
static void keep_lowest(vro_mode *lowest, vro_mode *found) {
    const bool lower = !lowest->scores || found->objective < lowest->objective;
    vro_mode *higher = lower ? lowest : found;
    const vro_mode kept = lower ? *found : *lowest;
    mode_free(higher);
    *lowest = kept;
}

// Scores of Sobol points; without a generator the prior mean is the only start.
static size_t choose_starts(size_t count, double *starts) {
    double point[SOBOL_MAX];
    gsl_qrng *sobol = count <= SOBOL_MAX ? gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)count) : NULL;
    if (!sobol)
        return 1;
    gsl_qrng_get(sobol, point); // all 1/2: the prior mean itself
    for (size_t start = 1; start < VRO_STARTS; start++) {
        gsl_qrng_get(sobol, point);
        for (size_t k = 0; k < count; k++)
            starts[start * count + k] = gsl_cdf_ugaussian_Pinv(point[k]);
    }
    gsl_qrng_free(sobol);
    return VRO_STARTS;
}

// A start that does not come to rest has found no minimum. Where none does, the lowest point of all
// stands in for one.
static vro_status search(vro_calibration_search *self, least_squares *work, double *starts,
                         double *room) {
    const size_t count = work->problem->parameter_count;
    vro_mode mode = {0}, lowest = {0};
    vro_status status = VRO_OK;
    self->starts = choose_starts(count, starts);
    for (size_t start = 0; start < self->starts; start++) {
        bool converged = false;
        TRY(descend(work, &starts[start * count], &mode, &converged));
        self->converged += converged;
        if (converged)
            keep(self, &mode, count, room);
        else
            keep_lowest(&lowest, &mode);
        mode = (vro_mode){0};
    }
    if (self->converged == 0) {
        keep(self, &lowest, count, room);
        lowest = (vro_mode){0};
    }
    qsort(self->modes, self->count, sizeof *self->modes, compare_modes);
    self->evaluations = work->evaluations;
out:
    mode_free(&mode);
    mode_free(&lowest);
    return status;
}

static vro_status least_squares_init(least_squares *self, const vro_calibration_problem *problem,
                                     const double *whitening, vro_point_evaluator *evaluator,
                                     vro_errors *errors) {
    const size_t count = problem->parameter_count, figures = problem->figure_count;
    *self = (least_squares){.problem = problem,
                            .whitening = whitening,
                            .evaluator = evaluator,
                            .errors = errors,
                            .scores = calloc(2 * count * count + count, sizeof(double)),
                            .values = calloc(2 * count * figures + figures, sizeof *self->values),
                            .residuals = calloc(2 * figures, sizeof(double))};
    return self->scores && self->values && self->residuals ? VRO_OK : no_memory(errors);
}

static void least_squares_free(least_squares *self) {
    free(self->scores);
    free(self->values);
    free(self->residuals);
}

// GSL's error handler ends the program; its functions also return their faults.
vro_status vro_calibration_search_run(vro_calibration_search *self,
                                      const vro_calibration_problem *problem,
                                      const double *whitening, vro_point_evaluator *evaluator,
                                      vro_errors *errors) {
    const size_t count = problem->parameter_count;
    least_squares work;
    double *starts = calloc(VRO_STARTS * count, sizeof *starts),
           *room = calloc(count, sizeof *room);
    vro_status status = VRO_OK;
    *self = (vro_calibration_search){0};
    TRY(least_squares_init(&work, problem, whitening, evaluator, errors));
    TRY(starts && room ? VRO_OK : no_memory(errors));
    TRY(search(self, &work, starts, room));
out:
    least_squares_free(&work);
    free(starts);
    free(room);
    return status;
}

void vro_calibration_search_free(vro_calibration_search *self) {
    for (size_t i = 0; i < self->count; i++)
        mode_free(&self->modes[i]);
    *self = (vro_calibration_search){0};
}
