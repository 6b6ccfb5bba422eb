#include "vrosim/table/calibration_report.h"

#include "vrosim/study/calibration_conflicts.h"
#include "vrosim/study/calibration_deviations.h"
#include "vrosim/study/published_figure.h"

#include <math.h>
#include <stdlib.h>

static void print_parameters(FILE *stream, const vro_calibration *self) {
    fprintf(stream,
            "\nParameter: mean (sd) before and after, and the sd that is left of that before\n");
    for (size_t k = 0; k < self->problem->parameter_count; k++) {
        const vro_fitted_parameter found = vro_calibration_parameter(self, k);
        char before[40], after[40];
        snprintf(before, sizeof before, "%.4g (%.2g)", found.prior_mean, found.prior_sd);
        snprintf(after, sizeof after, "%.4g (%.2g)", found.mean, found.sd);
        fprintf(stream, "  %-36s %16s %18s %6.2f%s\n",
                vro_calibration_problem_name(self->problem, k), before, after, found.shrinkage,
                found.shrinkage > 0.95 ? "  nothing learnt" : "");
    }
}

static size_t count_inside(const vro_calibration *self) {
    size_t inside = 0;
    for (size_t i = 0; i < self->problem->figure_count; i++) {
        double sd;
        const double mean = vro_calibration_figure_mean(self, i, &sd);
        const vro_limits limits =
            vro_published_figure_of(vro_calibration_problem_target(self->problem, i)).limits;
        inside += mean >= limits.lower && mean <= limits.upper;
    }
    return inside;
}

static void print_figure(FILE *stream, const vro_calibration *self, size_t figure,
                         const vro_deviation *deviation) {
    const vro_target *target = vro_calibration_problem_target(self->problem, figure);
    const vro_deviation_kind kind = vro_deviation_kind_of(deviation);
    const double z = kind == VRO_OUT_OF_REACH ? deviation->z : deviation->z_given;
    if (kind == VRO_REACHED)
        return;
    fprintf(stream, "%s: %s of %s, %s\n  is %.4g, the model's nearest %.4g: %s (%.1f errors)\n",
            target->study, target->outcome, target->subgroup, target->strategy, target->value,
            self->covariance.figures[figure].value,
            kind == VRO_OUT_OF_REACH ? "out of reach"
                                     : "in the model it contradicts others of its study",
            fabs(z));
}

static vro_status print_deviations(FILE *stream, const vro_calibration *self, vro_errors *errors) {
    const size_t n = self->problem->figure_count;
    vro_deviation *deviations = calloc(n, sizeof *deviations);
    vro_status status = VRO_OK;
    if (!deviations)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to judge figures");
    TRY(vro_calibration_deviations(self, deviations, errors));
    for (size_t i = 0; i < n; i++)
        print_figure(stream, self, i, &deviations[i]);
out:
    free(deviations);
    return status;
}

// The two groups that are furthest apart of those less apart than `below`.
static double next_pair(const vro_calibration_conflicts *self, double below, size_t *a, size_t *b,
                        size_t *k) {
    double most = 0;
    for (size_t i = 0; i < self->count; i++)
        for (size_t j = i + 1; j < self->count; j++) {
            size_t at = 0;
            const double apart = vro_calibration_conflicts_apart(self, i, j, &at);
            if (apart < below && apart > most) {
                most = apart;
                *a = i;
                *b = j;
                *k = at;
            }
        }
    return most;
}

static void print_pairs(FILE *stream, const vro_calibration *self,
                        const vro_calibration_conflicts *conflicts) {
    enum { PAIRS = 3 };
    double apart = INFINITY;
    size_t a = 0, b = 0, k = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
        apart = next_pair(conflicts, apart, &a, &b, &k);
        if (!(apart > 0))
            return;
        if (pair == 0)
            fputs("\nStudies that pull against each other most, in posterior standard deviations\n",
                  stream);
        fprintf(stream, "  %s %+.1f, %s %+.1f on %s%s\n", conflicts->names[a],
                vro_calibration_conflicts_shift(conflicts, a, k), conflicts->names[b],
                vro_calibration_conflicts_shift(conflicts, b, k),
                vro_calibration_problem_name(self->problem, k),
                apart > VRO_CONFLICT_LEAST ? ": a conflict" : "");
    }
}

static vro_status print_conflicts(FILE *stream, const vro_calibration *self, vro_errors *errors) {
    vro_calibration_conflicts conflicts;
    vro_status status = VRO_OK;
    TRY(vro_calibration_conflicts_init(&conflicts, self, errors));
    print_pairs(stream, self, &conflicts);
out:
    vro_calibration_conflicts_free(&conflicts);
    return status;
}

static void print_trust(FILE *stream, const vro_calibration *self) {
    const size_t modes = vro_calibration_modes(self);
    fprintf(stream, "\n%zu samples are worth %.0f independent ones; Pareto k is %.2f.\n",
            self->done, self->effective_size, self->shape);
    fprintf(stream, "%zu most likely point%s; %zu of %zu starts of the search came to rest.\n",
            modes, modes == 1 ? "" : "s", self->search.converged, self->search.starts);
    fprintf(stream,
            "With %d times as many children, and others, the %zu rows are worth %.0f, and no mean\n"
            "moves by more than %.2f of its standard deviation.\n%s",
            VRO_CONFIRMING_CHILDREN, self->rows, self->confirmed_rows, self->confirmed_shift,
            vro_calibration_is_trustworthy(self) ? "" : "THE POSTERIOR IS NOT TRUSTWORTHY.\n");
}

vro_status vro_calibration_report_print(FILE *stream, const vro_calibration *calibration,
                                        double seconds, vro_errors *errors) {
    const vro_calibration *self = calibration;
    vro_status status = VRO_OK;
    print_parameters(stream, self);
    fprintf(stream, "\n%zu of %zu figures lie inside the published intervals.\n",
            count_inside(self), self->problem->figure_count);
    TRY(print_deviations(stream, self, errors));
    fprintf(stream, "Between studies the logit varies with a standard deviation of %.2f (%s).\n",
            self->covariance.between, self->estimates_between ? "estimated" : "given");
    TRY(print_conflicts(stream, self, errors));
    print_trust(stream, self);
    fprintf(stream, "\n%zu points in %.1f s\n", self->search.evaluations + self->done, seconds);
out:
    return status;
}
