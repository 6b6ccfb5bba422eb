#include "vrosim/table/calibration_tables.h"

#include "vrosim/input/scenario_rows.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/study/calibration_deviations.h"
#include "vrosim/study/published_figure.h"
#include "vrosim/table/calibration_diagnostics_tables.h"
#include "vrosim/table/table_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A step that visits all rows once, in no order: coprime to their number, near the golden section.
static size_t coprime_step(size_t rows) {
    size_t step = (size_t)(0.618 * (double)rows) + 1, a = 0, b = 0;
    do {
        step++;
        for (a = step, b = rows; b != 0;) {
            const size_t rest = a % b;
            a = b;
            b = rest;
        }
    } while (a != 1);
    return step;
}

// Rows are chosen in the order of the samples, round by round; mixed, the first of them are a fair
// part of all.
static vro_status write_posterior(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_calibration *self = context;
    const size_t count = self->problem->parameter_count, step = coprime_step(self->rows);
    (void)errors;
    for (size_t k = 0; k < count; k++)
        vro_csv_writer_text(writer, vro_calibration_problem_name(self->problem, k));
    vro_csv_writer_end(writer);
    for (size_t row = 0; row < self->rows; row++) {
        const double *scores = &self->scores[self->posterior[row * step % self->rows] * count];
        vro_csv_writer_count(writer, vro_calibration_is_trustworthy(self));
        for (size_t k = 0; k < count; k++)
            vro_csv_writer_exact(writer,
                                 vro_calibration_problem_value(self->problem, k, scores[k]));
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

// "shore-2015 typical gmfcs_5 failure_by_5y mean", the key of a target.
static void write_key(const vro_target *target, vro_csv_writer *writer) {
    char key[512];
    snprintf(key, sizeof key, "%s/%s/%s/%s/%s", target->study, target->strategy, target->subgroup,
             target->outcome, target->statistic);
    vro_csv_writer_text(writer, key);
}

static vro_status write_fitted(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_calibration *self = context;
    (void)errors;
    for (size_t k = 0; k < self->problem->parameter_count; k++) {
        const vro_fitted_parameter found = vro_calibration_parameter(self, k);
        vro_csv_writer_text(writer, vro_calibration_problem_name(self->problem, k));
        vro_csv_writer_exact(writer, found.prior_mean);
        vro_csv_writer_exact(writer, found.prior_sd);
        vro_csv_writer_number(writer, found.mode, found.sd);
        vro_csv_writer_number(writer, found.mean, found.sd);
        vro_csv_writer_number(writer, found.sd, found.sd);
        vro_csv_writer_number(writer, found.lower, found.sd);
        vro_csv_writer_number(writer, found.upper, found.sd);
        vro_csv_writer_number(writer, found.shrinkage, 0.1);
        write_key(vro_calibration_problem_target(self->problem, found.informative), writer);
        vro_csv_writer_count(writer, vro_calibration_is_trustworthy(self));
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

static void write_figure(const vro_calibration *self, size_t figure, const vro_deviation *deviation,
                         vro_csv_writer *writer) {
    static const char *const kinds[] = {
        [VRO_REACHED] = "", [VRO_OUT_OF_REACH] = "out of reach", [VRO_CONTRADICTS] = "contradicts"};
    const vro_target *target = vro_calibration_problem_target(self->problem, figure);
    const vro_published_figure published = vro_published_figure_of(target);
    double sd;
    const double mean = vro_calibration_figure_mean(self, figure, &sd);
    vro_csv_writer_text(writer, target->study);
    vro_csv_writer_text(writer, target->strategy);
    vro_csv_writer_text(writer, target->subgroup);
    vro_csv_writer_text(writer, target->outcome);
    vro_csv_writer_text(writer, target->statistic);
    vro_csv_writer_number(writer, published.value, published.error);
    vro_csv_writer_number(writer, published.limits.lower, published.error);
    vro_csv_writer_number(writer, published.limits.upper, published.error);
    vro_csv_writer_number(writer, mean, sd);
    vro_csv_writer_number(writer, sd, sd);
    vro_csv_writer_number(writer, deviation->z, 0.1);
    vro_csv_writer_number(writer, deviation->z_given, 0.1);
    vro_csv_writer_text(writer, kinds[vro_deviation_kind_of(deviation)]);
    vro_csv_writer_count(writer, mean >= published.limits.lower && mean <= published.limits.upper);
    vro_csv_writer_count(writer, vro_calibration_is_trustworthy(self));
    vro_csv_writer_end(writer);
}

static vro_status write_fit(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_calibration *self = context;
    const size_t n = self->problem->figure_count;
    vro_deviation *deviations = calloc(n, sizeof *deviations);
    vro_status status = VRO_OK;
    if (!deviations)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the figures");
    TRY(vro_calibration_deviations(self, deviations, errors));
    for (size_t i = 0; i < n; i++)
        write_figure(self, i, &deviations[i], writer);
out:
    free(deviations);
    return status;
}

static bool is_cell_of(const vro_calibration_problem *problem, const vro_scenario_row *row,
                       size_t k) {
    const vro_uncertain_parameter *fitted =
        &problem->uncertainty.parameters[problem->parameters[k]];
    const vro_cell *cell = vro_scenario_rows_cell(&problem->scenario, row);
    return row->id == fitted->id && cell->se == fitted->se &&
           cell->distribution.value == fitted->value &&
           (fitted->level == VRO_ALL_LEVELS || fitted->level == row->level);
}

static void write_overlay_row(const vro_calibration *self, const vro_scenario_row *row, size_t k,
                              vro_csv_writer *writer) {
    const vro_calibration_problem *problem = self->problem;
    const vro_fitted_parameter found = vro_calibration_parameter(self, k);
    const vro_parameter *parameter = vro_dictionary_row(row->id);
    const vro_distribution *distribution =
        &vro_scenario_rows_cell(&problem->scenario, row)->distribution;
    char source[200];
    snprintf(source, sizeof source, "calibrated to %zu figures (vrosim calibrate)%s",
             problem->figure_count,
             vro_calibration_is_trustworthy(self) ? "" : "; NOT TRUSTWORTHY: see the diagnostics");
    vro_csv_writer_text(writer, vro_scenario_rows_strategy(&problem->scenario, row));
    vro_csv_writer_text(writer, vro_scenario_rows_level(row));
    vro_csv_writer_text(writer, parameter->name);
    vro_csv_writer_text(writer, vro_distribution_name(distribution->kind));
    vro_csv_writer_number(writer, found.mean, found.sd);
    vro_csv_writer_exact(writer, distribution->sd);
    vro_csv_writer_exact(writer, distribution->min);
    vro_csv_writer_exact(writer, distribution->max);
    vro_csv_writer_number(writer, found.sd, found.sd);
    vro_csv_writer_text(writer, parameter->unit);
    vro_csv_writer_text(writer, source);
    vro_csv_writer_end(writer);
}

// A parameter of the prior that is not fitted stays as the prior has it: the overlay alone is the
// model that was fitted, whatever table it is read over.
static bool stays(const vro_calibration_problem *problem, const vro_scenario_row *row) {
    if (!problem->of_prior[row->id] || vro_dictionary_row(row->id)->distributions == VRO_ONLY_TEXT)
        return false;
    for (size_t k = 0; k < problem->parameter_count; k++)
        if (is_cell_of(problem, row, k))
            return false;
    return true;
}

static void write_stays(const vro_calibration *self, const vro_scenario_row *row,
                        vro_csv_writer *writer) {
    vro_table_writer_row(writer, &self->problem->scenario, row);
    vro_csv_writer_end(writer);
}

static vro_status write_overlay(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_calibration *self = context;
    vro_scenario_rows rows = {0};
    const vro_status status = vro_scenario_rows_init(&rows, &self->problem->scenario, errors);
    for (size_t i = 0; i < rows.count && status == VRO_OK; i++) {
        for (size_t k = 0; k < self->problem->parameter_count; k++)
            if (is_cell_of(self->problem, &rows.items[i], k))
                write_overlay_row(self, &rows.items[i], k, writer);
        if (stays(self->problem, &rows.items[i]))
            write_stays(self, &rows.items[i], writer);
    }
    vro_scenario_rows_free(&rows);
    return status;
}

static vro_status write_parameters(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_calibration *self = context;
    return vro_table_writer_write(writer, &self->problem->scenario, errors);
}

static const vro_table tables[] = {
    {.file = "calibration_posterior.csv", .write = write_posterior},
    {.file = "calibration_parameters.csv", .write = write_fitted},
    {.file = "calibration_fit.csv", .write = write_fit},
    {.file = "calibration_conflicts.csv", .write = vro_calibration_conflicts_write},
    {.file = "calibration_diagnostics.csv", .write = vro_calibration_diagnostics_write},
    {.file = "calibrated.csv", .write = write_overlay},
    {.file = VRO_PARAMETERS_FILE, .write = write_parameters},
};

vro_status vro_calibration_tables_write(const vro_calibration *calibration, vro_new_folder *folder,
                                        vro_errors *errors) {
    return vro_tables_write(tables, sizeof tables / sizeof *tables, calibration, folder, errors);
}
