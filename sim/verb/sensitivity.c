#include "vrosim/verb/sensitivity.h"

#include "vrosim/study/scan.h"
#include "vrosim/study/threshold.h"
#include "vrosim/table/sensitivity_tables.h"
#include "vrosim/table/tornado_report.h"
#include "vrosim/verb/analysis.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/sensitivity_plan.h"

// Every part may still be zero when it is closed.
typedef struct sensitivity {
    vro_analysis analysis;
    vro_sensitivity_plan plan;
    vro_paired_run trial;
} sensitivity;

static vro_status open_trial(sensitivity *self, vro_errors *errors) {
    vro_analysis *analysis = &self->analysis;
    const vro_numbers *numbers = &self->plan.specification.numbers;
    const vro_paired_run_options plan = {.uncertainty = &self->plan.uncertainty,
                                         .measures = &self->plan.measures,
                                         .base = &analysis->model,
                                         .origin = {numbers->seed, numbers->stream},
                                         .patients = numbers->patients,
                                         .threads = analysis->threads,
                                         .progress = &analysis->progress};
    vro_status status = vro_sensitivity_reserve(&self->plan.results, errors);
    if (status == VRO_OK)
        status = vro_paired_run_init(&self->trial, &plan, errors);
    analysis->threads = self->trial.plan.threads;
    return status;
}

static vro_status open_all(sensitivity *self, vro_errors *errors) {
    const vro_sensitivity *results = &self->plan.results;
    const vro_workload workload = {.scenario = &self->plan.scenario,
                                   .patients = results->patients,
                                   .runs = vro_scan_scenarios(results) +
                                           vro_threshold_scenarios(results),
                                   .word = "scenarios",
                                   .estimated = results->searches.count > 0,
                                   .pieces = results->patients};
    const vro_status status = vro_analysis_open(&self->analysis, &workload, errors);
    return status == VRO_OK ? open_trial(self, errors) : status;
}

static vro_status simulate(sensitivity *self, vro_errors *errors) {
    vro_status status = vro_scan_run(&self->plan.results, &self->trial, errors);
    if (status == VRO_OK)
        status = vro_threshold_run(&self->plan.results, &self->trial, errors);
    vro_analysis_finish(&self->analysis, status, errors);
    return status;
}

// From a plan to all files in the temporary folder.
static vro_status run(sensitivity *self, vro_errors *errors) {
    vro_status status = open_all(self, errors);
    if (status == VRO_OK)
        status = simulate(self, errors);
    if (status == VRO_OK)
        status = vro_sensitivity_tables_write(&self->plan.results, self->analysis.folder.temporary,
                                              errors);
    return status == VRO_OK
               ? vro_analysis_record(&self->analysis, &self->plan.specification, errors)
               : status;
}

static void close_all(sensitivity *self) {
    vro_paired_run_free(&self->trial);
    vro_analysis_close(&self->analysis);
    vro_sensitivity_plan_free(&self->plan);
}

vro_status vro_sensitivity_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    sensitivity self = {
        .analysis = {.options = options, .ranks = {.count = 1}, .out = options->out}};
    vro_status status = vro_sensitivity_plan_read(&self.plan, options, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK)
        status = vro_results_folder_commit(&self.analysis.folder, errors);
    if (status == VRO_OK && !options->quiet)
        vro_tornado_report_print(output, &self.plan.results, self.analysis.seconds);
    close_all(&self);
    return status;
}

vro_status vro_sensitivity_replay(const vro_options *options, const vro_manifest *manifest,
                                  const char *out, vro_errors *errors) {
    sensitivity self = {.analysis = {.options = options, .ranks = {.count = 1}, .out = out}};
    vro_specification specification = {0};
    vro_status status = vro_specification_copy(&specification, &manifest->specification, errors);
    if (status == VRO_OK)
        status = vro_sensitivity_plan_take(&self.plan, &specification, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK)
        status = vro_analysis_compare(&self.analysis, manifest, errors);
    close_all(&self);
    return status;
}

void vro_sensitivity_inspect(const vro_options *options, vro_errors *errors) {
    vro_sensitivity_plan plan = {0};
    if (vro_sensitivity_plan_read(&plan, options, errors) == VRO_OK)
        vro_load_inspect_folder(options, errors);
    vro_sensitivity_plan_free(&plan);
}
