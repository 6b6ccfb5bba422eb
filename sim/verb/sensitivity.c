#include "vrosim/verb/sensitivity.h"

#include "vrosim/study/scan.h"
#include "vrosim/study/threshold.h"
#include "vrosim/table/sensitivity_tables.h"
#include "vrosim/table/tornado_report.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/sensitivity_plan.h"

enum { CHILDREN = 100000 }; // of a scenario, where the options do not say

// Every part may still be zero when it is freed.
typedef struct sensitivity {
    vro_sensitivity_plan plan;
    vro_paired_run paired_run;
} sensitivity;

static vro_workload workload_of(const void *study) {
    const sensitivity *self = study;
    const vro_sensitivity *results = &self->plan.results;
    return (vro_workload){.specification = &self->plan.analysis.specification,
                          .scenario = &self->plan.analysis.scenario,
                          .unit = "scenarios",
                          .units = vro_scan_scenarios(results) + vro_threshold_scenarios(results),
                          .unit_children = results->patients,
                          .pieces = results->patients,
                          .estimated = results->searches.count > 0};
}

static vro_status reserve(void *study, vro_session *session, vro_errors *errors) {
    sensitivity *self = study;
    const vro_specification *specification = &self->plan.analysis.specification;
    const vro_paired_run_options options = {.uncertainty = &self->plan.analysis.uncertainty,
                                            .measures = &self->plan.measures,
                                            .base = &session->model,
                                            .random = specification->random,
                                            .patients = specification->size.patients,
                                            .pool = &session->pool};
    vro_status status = VRO_OK;
    TRY(vro_sensitivity_reserve(&self->plan.results, errors));
    TRY(vro_paired_run_init(&self->paired_run, &options, errors));
    session->pool.threads = self->paired_run.threads;
out:
    return status;
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    sensitivity *self = study;
    vro_status status = VRO_OK;
    TRY(vro_scan_run(&self->plan.results, &self->paired_run, errors));
    TRY(vro_threshold_run(&self->plan.results, &self->paired_run, errors));
out:
    return vro_session_simulated(session, status, errors);
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    const sensitivity *self = study;
    return vro_sensitivity_tables_write(&self->plan.results, &session->folder.files, errors);
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    const sensitivity *self = study;
    (void)errors;
    vro_tornado_report_print(session->options.output, &self->plan.results, session->seconds);
    return VRO_OK;
}

static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    sensitivity *self = study;
    vro_specification copy = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&copy, specification, errors));
    TRY(vro_sensitivity_plan_take(&self->plan, &copy, errors));
out:
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    sensitivity *self = study;
    (void)errors;
    vro_paired_run_free(&self->paired_run);
    vro_sensitivity_plan_free(&self->plan);
    return status;
}

static const vro_session_steps STEPS = {.take = take,
                                        .workload = workload_of,
                                        .free = free_all,
                                        .reserve = reserve,
                                        .simulate = simulate,
                                        .write = write_tables,
                                        .print = print_report};

static vro_status read_plan(vro_sensitivity_plan *plan, const vro_options *options,
                            vro_errors *errors) {
    const vro_analysis_request request = vro_request_analysis(options, CHILDREN);
    return vro_sensitivity_plan_read(plan, &request, &options->sensitivity, errors);
}

vro_status vro_sensitivity_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    sensitivity self = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &STEPS, &self);
    TRY(read_plan(&self.plan, options, errors));
    vro_request_format(options, &self.plan.analysis.specification);
    const vro_workload workload = workload_of(&self);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&self, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_sensitivity_replay(const vro_session_options *options, const vro_manifest *manifest,
                                  vro_errors *errors) {
    sensitivity self = {0};
    return vro_session_replay(options, &STEPS, &self, manifest, errors);
}

void vro_sensitivity_inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_sensitivity_plan plan = {0};
    if (read_plan(&plan, options, errors) == VRO_OK)
        vro_inspect_folder(&request, errors);
    vro_sensitivity_plan_free(&plan);
}
