#include "vrosim/study/target_covariance.h"

#include "vrosim/model/outcome.h"
#include "vrosim/study/published_figure.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// A figure with what its errors need.
typedef struct figure {
    const vro_target *target;
    const vro_fitted_figure *at;
    double published; // standard error on the scale
    double simulated; // Monte Carlo error on the scale
    double among;     // children of the subgroup among those of the study
    double between;   // standard deviation between studies, on the scale
    bool share;
} figure;

static bool is_share(const vro_target *target) {
    return target->likelihood == VRO_LIKELIHOOD_BINOMIAL ||
           target->likelihood == VRO_LIKELIHOOD_LOGIT_NORMAL;
}

// sd among children from the Monte Carlo error of their mean, se sqrt(n).
static double between_of_quantity(const vro_target *target, const vro_figure_value *value,
                                  double between) {
    const double among = value->se * sqrt(value->n) * sqrt(3) / M_PI;
    return between * vro_published_scale_error(target->likelihood, value->value, INFINITY, among);
}

static figure figure_of(const vro_calibration_problem *problem, size_t number,
                        const vro_figure_value *value, double between) {
    const vro_target *target = vro_calibration_problem_target(problem, number);
    const vro_published_figure published = vro_published_figure_of(target);
    return (figure){
        .target = target,
        .at = &problem->figures[number],
        .published = published.scaled_error,
        .simulated =
            vro_published_scale_error(target->likelihood, value->value, value->n, value->se),
        .among = value->n / (double)problem->children,
        .between = is_share(target) ? between : between_of_quantity(target, value, between),
        .share = is_share(target)};
}

// Whether two subgroups are cut by the same property, so that different ones are disjoint: names
// alike up to the first '_', or sides of surgery.
static bool same_cut(const char *a, const char *b) {
    const size_t length = strcspn(a, "_");
    if (strstr(a, "lateral") && strstr(b, "lateral"))
        return true;
    return !strchr(a, '*') && !strchr(b, '*') && length == strcspn(b, "_") &&
           strncmp(a, b, length) == 0;
}

static bool is_all(const figure *self) {
    return strcmp(self->target->subgroup, "all") == 0;
}

// The correlation of two means over w_i and w_j of the children, w common to both: w / sqrt(w_i
// w_j).
static double common_children(const figure *a, const figure *b) {
    if (a->at->cohort != b->at->cohort)
        return 0;
    if (strcmp(a->target->subgroup, b->target->subgroup) == 0)
        return 1;
    if (is_all(a) || is_all(b))
        return sqrt(is_all(a) ? b->among : a->among);
    return same_cut(a->target->subgroup, b->target->subgroup) ? 0 : sqrt(a->among * b->among);
}

// With F = 1 - S, se[log S] = s F for an error s of the logit of F.
static double greenwood(const figure *a, const figure *b) {
    const double x = a->published * a->target->value, y = b->published * b->target->value;
    const double ratio = fmin(x, y) / fmax(x, y);
    return isfinite(ratio) ? ratio : 1;
}

static double same_outcome(const figure *a, const figure *b) {
    const vro_outcome_id x = a->at->outcome, y = b->at->outcome;
    const bool family = x < VRO_FIRST_REVISION_LOSS && y < VRO_FIRST_REVISION_LOSS &&
                        (int)x / VRO_LANDMARKS_MAX == (int)y / VRO_LANDMARKS_MAX;
    if (a->at->strategy != b->at->strategy)
        return 0;
    return x == y ? 1 : family ? greenwood(a, b) : 0;
}

static double covariance_of(const figure *a, const figure *b) {
    const double children = common_children(a, b) * same_outcome(a, b);
    const bool group = a->share && b->share && strcmp(a->target->group, b->target->group) == 0;
    return children * (a->published * b->published + a->simulated * b->simulated) +
           (group || a == b ? a->between * b->between : 0);
}

vro_status vro_target_covariance(const vro_calibration_problem *problem,
                                 const vro_figure_value *values, double between, double *covariance,
                                 vro_errors *errors) {
    const size_t n = problem->figure_count;
    figure *figures = calloc(n + 1, sizeof *figures);
    if (!figures)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
    for (size_t i = 0; i < n; i++)
        figures[i] = figure_of(problem, i, &values[i], between);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            covariance[i * n + j] = covariance_of(&figures[i], &figures[j]);
    free(figures);
    return VRO_OK;
}
