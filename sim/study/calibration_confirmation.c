#include "vrosim/study/calibration_confirmation.h"

#include "vrosim/core/pareto_smoothing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to calibrate");
}

// Simulates the different rows again. first: [rows], the number of a row's values; values: [rows]
// [figures], as many as there are different rows.
static vro_status simulate_rows(const vro_calibration *self, vro_point_evaluator *evaluator,
                                size_t *first, vro_figure_value *values, vro_errors *errors) {
    const size_t n = self->problem->parameter_count;
    vro_calibration_problem more = *self->problem;
    double *scores = calloc(self->rows * n, sizeof *scores);
    size_t count = 0;
    vro_status status = VRO_OK;
    TRY(scores ? VRO_OK : no_memory(errors));
    more.random.stream++;
    more.children *= VRO_CONFIRMING_CHILDREN;
    for (size_t row = 0; row < self->rows; row++) {
        if (row == 0 || self->posterior[row] != self->posterior[row - 1])
            memcpy(&scores[count++ * n], &self->scores[self->posterior[row] * n],
                   n * sizeof *scores);
        first[row] = count - 1;
    }
    TRY(vro_point_evaluator_run(evaluator, &more, count, scores, values, errors));
out:
    free(scores);
    return status;
}

// The largest |sum of w z - mean of z| / sd over the parameters.
static double largest_shift(const vro_calibration *self, const double *weights) {
    const size_t n = self->problem->parameter_count;
    double largest = 0;
    for (size_t k = 0; k < n; k++) {
        double mean = 0, square = 0, moved = 0;
        for (size_t row = 0; row < self->rows; row++) {
            const double score = self->scores[self->posterior[row] * n + k];
            mean += score / (double)self->rows;
            square += score * score / (double)self->rows;
            moved += weights[row] * score;
        }
        const double variance = square - mean * mean;
        if (variance > 0)
            largest = fmax(largest, fabs(moved - mean) / sqrt(variance));
    }
    return largest;
}

// log w = log p with more children - log p.
vro_status vro_calibration_confirm(vro_calibration *self, vro_point_evaluator *evaluator,
                                   vro_errors *errors) {
    const size_t figures = self->problem->figure_count;
    size_t *first = calloc(self->rows, sizeof *first);
    vro_figure_value *values = calloc(self->rows * figures, sizeof *values);
    double *weights = calloc(self->rows + figures, sizeof *weights), shape;
    vro_status status = VRO_OK;
    TRY(first && values && weights ? VRO_OK : no_memory(errors));
    vro_calibration_expect(self, evaluator->options.pool, self->rows * VRO_CONFIRMING_CHILDREN);
    TRY(simulate_rows(self, evaluator, first, values, errors));
    for (size_t row = 0; row < self->rows; row++)
        weights[row] =
            vro_calibration_log_target(self, self->posterior[row], &values[first[row] * figures],
                                       weights + self->rows) -
            self->log_target[self->posterior[row]];
    TRY(vro_pareto_smooth(weights, self->rows, &shape, errors));
    self->confirmed_rows = vro_effective_size(weights, self->rows);
    self->confirmed_shift = largest_shift(self, weights);
out:
    free(first);
    free(values);
    free(weights);
    return status;
}
