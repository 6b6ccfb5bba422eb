#include "vrosim/study/target_covariance.h"

#include "vrosim/study/published_figure.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Of the variance of a figure, what is its own.
static const double OWN = 1e-3;

// A figure with what its errors need.
typedef struct figure {
    const vro_target *target;
    const vro_fitted_figure *at;
    double published; // standard error on the scale
    double simulated; // Monte Carlo error on the scale
    double between;   // standard deviation between studies, on the scale
    double children;  // of the study, still at risk at the time of the figure
    double study;     // the most children that a figure of the study and strategy speaks of
    bool share;
} figure;

static double between_of_quantity(const vro_target *target, const vro_figure_value *value,
                                  double between) {
    const double among = value->sd * sqrt(3) / M_PI;
    return between * vro_published_scale_error(target->likelihood, value->value, INFINITY, among);
}

// n / w; where n is not given, the number whose mean has the published error: variance of the
// influences over its square.
static double children_of(const vro_target *target, const vro_figure_influence *influence,
                          size_t number) {
    const double variance = influence->products[number * influence->figures + number];
    const double error = vro_published_figure_of(target).error;
    const double children =
        isnan(target->n) ? variance / (error * error) : target->n / influence->shares[number];
    return isfinite(children) && children > 0 ? children : 1;
}

static figure figure_of(const vro_calibration_problem *problem, size_t number,
                        const vro_figures_at *at, double between) {
    const vro_target *target = vro_calibration_problem_target(problem, number);
    const vro_figure_value *value = &at->values[number];
    return (figure){.target = target,
                    .at = &problem->figures[number],
                    .published = vro_published_figure_of(target).scaled_error,
                    .simulated = vro_published_scale_error(target->likelihood, value->value,
                                                           value->n, value->se),
                    .between = vro_likelihood_is_share(target->likelihood)
                                   ? between
                                   : between_of_quantity(target, value, between),
                    .children = children_of(target, at->influence, number),
                    .share = vro_likelihood_is_share(target->likelihood)};
}

static bool is_of_same_children(const figure *a, const figure *b) {
    return a->at->cohort == b->at->cohort && a->at->strategy == b->at->strategy;
}

static void find_studies(figure *figures, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (is_of_same_children(&figures[i], &figures[j]))
                figures[i].study = fmax(figures[i].study, figures[j].children);
}

// min(a_i, a_j) / sqrt(a_i a_j).
static double at_risk(const figure *a, const figure *b) {
    const double x = a->children / a->study, y = b->children / b->study;
    return fmin(x, y) / sqrt(x * y);
}

static double within(double correlation) {
    return fmin(1, fmax(-1, correlation));
}

// c_ij sqrt(N_j / N_i) min(a_i, a_j) / sqrt(a_i a_j), figure i of the whole in a view.
static double of_whole_and_part(const figure *figures, const vro_figure_influence *influence,
                                size_t view, size_t i, size_t j) {
    const size_t n = influence->figures;
    const figure *whole = &figures[i], *part = &figures[j];
    const double squares = influence->products[i * n + i] * influence->products[j * n + j];
    const double ratio = sqrt(fmin(1, part->study / whole->study));
    return squares > 0 ? within(influence->seen[view * n + j] / sqrt(squares) * ratio *
                                at_risk(whole, part))
                       : 0;
}

// Of a figure of a whole study and one of a part of it, in either order; 0 for other studies.
static double of_parts(const vro_calibration_problem *problem, const figure *figures,
                       const vro_figure_influence *influence, size_t i, size_t j) {
    for (size_t v = 0; v < problem->view_count; v++) {
        const vro_figure_view *view = &problem->views[v];
        if (view->figure != i && view->figure != j)
            continue;
        const size_t part = view->figure == i ? j : i;
        if (view->at.cohort == problem->figures[part].cohort &&
            view->at.strategy == problem->figures[part].strategy)
            return of_whole_and_part(figures, influence, v, view->figure, part);
    }
    return 0;
}

static double published_correlation(const vro_calibration_problem *problem, const figure *figures,
                                    const vro_figure_influence *influence, size_t i, size_t j) {
    if (!is_of_same_children(&figures[i], &figures[j]))
        return of_parts(problem, figures, influence, i, j);
    return within(vro_figure_influence_correlation(influence, i, j) *
                  at_risk(&figures[i], &figures[j]));
}

static bool shares_study_effect(const figure *a, const figure *b) {
    return strcmp(a->target->group, b->target->group) == 0 &&
           ((a->share && b->share) || a->at->outcome == b->at->outcome);
}

static double covariance_of(const vro_calibration_problem *problem, const figure *figures,
                            const vro_figure_influence *influence, size_t i, size_t j) {
    const figure *a = &figures[i], *b = &figures[j];
    const double own = i == j ? 1 + OWN : published_correlation(problem, figures, influence, i, j);
    return own * a->published * b->published +
           vro_figure_influence_correlation(influence, i, j) * a->simulated * b->simulated +
           (i == j || shares_study_effect(a, b) ? a->between * b->between : 0);
}

vro_status vro_target_covariance(const vro_calibration_problem *problem, const vro_figures_at *at,
                                 double between, double *covariance, vro_errors *errors) {
    const size_t n = problem->figure_count;
    figure *figures = calloc(n + 1, sizeof *figures);
    if (!figures)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
    for (size_t i = 0; i < n; i++)
        figures[i] = figure_of(problem, i, at, between);
    find_studies(figures, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            covariance[i * n + j] = covariance_of(problem, figures, at->influence, i, j);
    free(figures);
    return VRO_OK;
}
