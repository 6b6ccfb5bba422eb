#include "vrosim/study/figure_influence.h"

#include "vrosim/model/block.h"
#include "vrosim/study/calibration_evaluation.h"
#include "vrosim/study/influence_column.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHILDREN_MAX = 2 * VRO_BLOCK };

// What a visit of the children fills: the figures, then the views.
typedef struct influences {
    const vro_calibration_problem *problem;
    size_t children;
    double *columns; // [figures + views][children]: outcomes, then influences; NAN: not in the mean
} influences;

static size_t column_count(const vro_calibration_problem *problem) {
    return problem->figure_count + problem->view_count;
}

static const vro_fitted_figure *figure_of(const vro_calibration_problem *problem, size_t column) {
    return column < problem->figure_count ? &problem->figures[column]
                                          : &problem->views[column - problem->figure_count].at;
}

static void take(void *context, size_t cohort, size_t strategy, size_t level,
                 const vro_results *results) {
    const influences *self = context;
    for (size_t c = 0; c < column_count(self->problem); c++) {
        const vro_fitted_figure *figure = figure_of(self->problem, c);
        if (figure->cohort == cohort && figure->strategy == strategy)
            vro_influence_column_note(&self->columns[c * self->children], figure->subgroup,
                                      figure->outcome, level, results);
    }
}

// The views first: what they rest on is the mean of the whole study.
static void centre_all(const influences *self, double *shares) {
    const vro_calibration_problem *problem = self->problem;
    for (size_t i = problem->figure_count; i-- > 0;) {
        const double mean = vro_influence_column_mean(&self->columns[i * self->children],
                                                      self->children, &shares[i]);
        for (size_t v = 0; v < problem->view_count; v++)
            if (problem->views[v].figure == i)
                vro_influence_column_centre(
                    &self->columns[(problem->figure_count + v) * self->children], self->children,
                    mean, shares[i]);
        vro_influence_column_centre(&self->columns[i * self->children], self->children, mean,
                                    shares[i]);
    }
}

static double product(const influences *self, size_t a, size_t b) {
    return cblas_ddot((int)self->children, &self->columns[a * self->children], 1,
                      &self->columns[b * self->children], 1) /
           (double)self->children;
}

static void multiply(const influences *self, vro_figure_influence *result) {
    const vro_calibration_problem *problem = self->problem;
    const size_t n = problem->figure_count;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            result->products[i * n + j] = result->products[j * n + i] = product(self, i, j);
    for (size_t v = 0; v < problem->view_count; v++)
        for (size_t j = 0; j < n; j++)
            if (problem->figures[j].cohort == problem->views[v].at.cohort)
                result->seen[v * n + j] = product(self, n + v, j);
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

static vro_status simulate(vro_figure_influence *self, const vro_calibration_problem *problem,
                           vro_pool *pool, const double *scores, vro_errors *errors) {
    const size_t children =
        problem->children < CHILDREN_MAX ? (size_t)problem->children : CHILDREN_MAX;
    const size_t cells = column_count(problem) * children;
    influences all = {problem, children, malloc(cells * sizeof(double))};
    const vro_cohort_visitor visitor = {&all, take, children};
    vro_status status = VRO_OK;
    TRY(all.columns ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < cells; i++)
        all.columns[i] = NAN;
    TRY(vro_calibration_visit(problem, pool, scores, &visitor, errors));
    centre_all(&all, self->shares);
    multiply(&all, self);
out:
    free(all.columns);
    return status;
}

vro_status vro_figure_influence_init(vro_figure_influence *self,
                                     const vro_calibration_problem *problem, vro_pool *pool,
                                     const double *scores, vro_errors *errors) {
    const size_t n = problem->figure_count;
    *self = (vro_figure_influence){.figures = n,
                                   .shares = calloc(n, sizeof(double)),
                                   .products = calloc(n * n, sizeof(double)),
                                   .seen = calloc(problem->view_count * n + 1, sizeof(double))};
    if (!self->shares || !self->products || !self->seen)
        return no_memory(errors);
    for (size_t i = 0; i < n; i++)
        self->shares[i] = self->products[i * n + i] = 1;
    return problem->known ? VRO_OK : simulate(self, problem, pool, scores, errors);
}

double vro_figure_influence_correlation(const vro_figure_influence *self, size_t a, size_t b) {
    const size_t n = self->figures;
    const double squares = self->products[a * n + a] * self->products[b * n + b];
    if (a == b)
        return 1;
    return squares > 0 ? self->products[a * n + b] / sqrt(squares) : 0;
}

void vro_figure_influence_free(vro_figure_influence *self) {
    free(self->shares);
    free(self->products);
    free(self->seen);
    *self = (vro_figure_influence){0};
}
