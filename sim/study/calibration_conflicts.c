#include "vrosim/study/calibration_conflicts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to compare studies");
}

static void list_groups(vro_calibration_conflicts *self, const vro_calibration_problem *problem) {
    for (size_t i = 0; i < problem->figure_count; i++) {
        const char *group = vro_calibration_problem_target(problem, i)->group;
        size_t same = 0;
        while (same < self->count && strcmp(self->names[same], group) != 0)
            same++;
        if (same == self->count)
            self->names[self->count++] = group;
    }
}

static vro_status leave_out(vro_calibration_conflicts *self, const vro_calibration *calibration,
                            size_t group, double *without, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_calibration_without(calibration, self->names[group], without, &self->shapes[group],
                                errors));
    for (size_t k = 0; k < self->parameters; k++) {
        double sd, sd_without;
        const double mean = vro_calibration_score_mean(calibration, k, calibration->weights, &sd);
        const double other = vro_calibration_score_mean(calibration, k, without, &sd_without);
        self->shifts[group * self->parameters + k] = (mean - other) / sd;
    }
out:
    return status;
}

vro_status vro_calibration_conflicts_init(vro_calibration_conflicts *self,
                                          const vro_calibration *calibration, vro_errors *errors) {
    const vro_calibration_problem *problem = calibration->problem;
    const size_t figures = problem->figure_count;
    double *without = calloc(calibration->count + 1, sizeof *without);
    vro_status status = VRO_OK;
    *self = (vro_calibration_conflicts){
        .parameters = problem->parameter_count,
        .names = calloc(figures + 1, sizeof *self->names),
        .shifts = calloc(figures * problem->parameter_count + 1, sizeof *self->shifts),
        .shapes = calloc(figures + 1, sizeof *self->shapes)};
    TRY(without && self->names && self->shifts && self->shapes ? VRO_OK : no_memory(errors));
    list_groups(self, problem);
    for (size_t group = 0; group < self->count; group++)
        TRY(leave_out(self, calibration, group, without, errors));
out:
    free(without);
    return status;
}

double vro_calibration_conflicts_shift(const vro_calibration_conflicts *self, size_t group,
                                       size_t k) {
    return self->shifts[group * self->parameters + k];
}

size_t vro_calibration_conflicts_against(const vro_calibration_conflicts *self, size_t group,
                                         size_t k) {
    const double own = vro_calibration_conflicts_shift(self, group, k);
    size_t furthest = self->count;
    double least = 0;
    for (size_t other = 0; other < self->count; other++) {
        const double along = vro_calibration_conflicts_shift(self, other, k) * copysign(1, own);
        if (along < least) {
            least = along;
            furthest = other;
        }
    }
    return furthest;
}

double vro_calibration_conflicts_apart(const vro_calibration_conflicts *self, size_t a, size_t b,
                                       size_t *k) {
    double most = 0;
    for (size_t i = 0; i < self->parameters; i++) {
        const double x = vro_calibration_conflicts_shift(self, a, i),
                     y = vro_calibration_conflicts_shift(self, b, i);
        if (x * y < 0 && fabs(x - y) > most) {
            most = fabs(x - y);
            *k = i;
        }
    }
    return most;
}

void vro_calibration_conflicts_free(vro_calibration_conflicts *self) {
    free(self->names);
    free(self->shifts);
    free(self->shapes);
    *self = (vro_calibration_conflicts){0};
}
