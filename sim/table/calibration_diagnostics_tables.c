#include "vrosim/table/calibration_diagnostics_tables.h"

#include "vrosim/study/calibration_conflicts.h"
#include "vrosim/study/calibration_deviations.h"
#include "vrosim/study/calibration_results.h"

#include <math.h>
#include <stdlib.h>

static void write_conflict(const vro_calibration_conflicts *self, size_t group, size_t k,
                           vro_csv_writer *writer) {
    const size_t against = vro_calibration_conflicts_against(self, group, k);
    const bool opposed = against < self->count;
    const double shift = vro_calibration_conflicts_shift(self, group, k);
    const double other = opposed ? vro_calibration_conflicts_shift(self, against, k) : NAN;
    vro_csv_writer_number(writer, shift, 0.1);
    vro_csv_writer_number(writer, self->shapes[group], 0.1);
    vro_csv_writer_text(writer, opposed ? self->names[against] : "");
    vro_csv_writer_number(writer, other, 0.1);
    vro_csv_writer_count(writer, opposed && fabs(shift - other) > VRO_CONFLICT_LEAST);
}

vro_status vro_calibration_conflicts_write(const void *calibration, vro_csv_writer *writer,
                                           vro_errors *errors) {
    const vro_calibration *self = calibration;
    vro_calibration_conflicts conflicts;
    vro_status status = VRO_OK;
    TRY(vro_calibration_conflicts_init(&conflicts, self, errors));
    for (size_t group = 0; group < conflicts.count; group++)
        for (size_t k = 0; k < self->problem->parameter_count; k++) {
            vro_csv_writer_text(writer, conflicts.names[group]);
            vro_csv_writer_text(writer, vro_calibration_problem_name(self->problem, k));
            write_conflict(&conflicts, group, k, writer);
            vro_csv_writer_count(writer, vro_calibration_is_trustworthy(self));
            vro_csv_writer_end(writer);
        }
out:
    vro_calibration_conflicts_free(&conflicts);
    return status;
}

static void write_row(vro_csv_writer *writer, const char *name, double value, const char *wanted,
                      bool met) {
    vro_csv_writer_text(writer, name);
    vro_csv_writer_number(writer, value, NAN);
    vro_csv_writer_text(writer, wanted);
    vro_csv_writer_count(writer, met);
    vro_csv_writer_end(writer);
}

static void write_samples(const vro_calibration *self, vro_csv_writer *writer) {
    const double largest = vro_calibration_largest_weight(self);
    write_row(writer, "trustworthy", vro_calibration_is_trustworthy(self), "1",
              vro_calibration_is_trustworthy(self));
    write_row(writer, "effective_size", self->effective_size, "at least 1000",
              self->effective_size >= VRO_EFFECTIVE_SIZE_LEAST);
    write_row(writer, "pareto_k", self->shape, "below 0.7", self->shape < VRO_PARETO_SHAPE_MOST);
    write_row(writer, "largest_weight", largest, "below 0.01", largest < 0.01);
    write_row(writer, "confirmed_rows", self->confirmed_rows, "at least half of the rows",
              self->confirmed_rows >= VRO_CONFIRMED_SHARE_LEAST * (double)self->rows);
    write_row(writer, "confirmed_shift", self->confirmed_shift, "at most 0.25",
              self->confirmed_shift <= VRO_CONFIRMED_SHIFT_MOST);
}

static void write_search(const vro_calibration *self, vro_csv_writer *writer) {
    const vro_calibration_search *search = &self->search;
    const size_t on_bound = vro_calibration_parameters_on_bound(self),
                 modes = vro_calibration_modes(self);
    char starts[24];
    snprintf(starts, sizeof starts, "%zu", search->starts);
    write_row(writer, "modes", (double)modes, "1", modes == 1);
    write_row(writer, "starts_converged", (double)search->converged, starts,
              search->converged == search->starts);
    write_row(writer, "parameters_on_bound", (double)on_bound, "0", on_bound == 0);
    write_row(writer, "points_of_search", (double)search->evaluations, "", true);
    write_row(writer, "samples", (double)self->done, "", true);
}

static size_t count_kind(const vro_deviation *deviations, size_t n, vro_deviation_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += vro_deviation_kind_of(&deviations[i]) == kind;
    return count;
}

static void write_figures(const vro_calibration *self, const vro_deviation *deviations,
                          vro_csv_writer *writer) {
    const size_t n = self->problem->figure_count;
    const size_t far = count_kind(deviations, n, VRO_OUT_OF_REACH),
                 against = count_kind(deviations, n, VRO_CONTRADICTS);
    const double simulated = vro_calibration_monte_carlo_share(self);
    write_row(writer, "monte_carlo_share", simulated, "below 0.05", simulated < 0.05);
    write_row(writer, "figures_out_of_reach", (double)far, "0", far == 0);
    write_row(writer, "figures_that_contradict", (double)against, "0", against == 0);
    write_row(writer, "between_study", self->covariance.between,
              self->estimates_between ? "estimated" : "", true);
}

vro_status vro_calibration_diagnostics_write(const void *calibration, vro_csv_writer *writer,
                                             vro_errors *errors) {
    const vro_calibration *self = calibration;
    vro_deviation *deviations = calloc(self->problem->figure_count, sizeof *deviations);
    vro_status status = VRO_OK;
    if (!deviations)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for diagnostics");
    TRY(vro_calibration_deviations(self, deviations, errors));
    write_samples(self, writer);
    write_search(self, writer);
    write_figures(self, deviations, writer);
out:
    free(deviations);
    return status;
}
