#include "vrosim/verb/calibrate.h"

#include "vrosim/study/calibration_confirmation.h"
#include "vrosim/table/calibration_report.h"
#include "vrosim/table/calibration_tables.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/requests.h"

#include <inttypes.h>

enum { CHILDREN = 2 * VRO_BLOCK }; // of a study, where the options do not say

static vro_workload workload_of(const void *study) {
    const vro_calibrate_plan *self = study;
    return (vro_workload){.specification = &self->common.specification,
                          .scenario = &self->common.scenario,
                          .unit = "points",
                          .units = vro_calibration_expected(&self->calibration),
                          .unit_children = self->problem.children * self->problem.cohort_count,
                          .pieces = self->calibration.count,
                          .estimated = true};
}

// What it will cost, before it begins.
static vro_status announce(void *study, vro_session *session, vro_errors *errors) {
    const vro_calibrate_plan *self = study;
    (void)errors;
    if (!session->options.quiet)
        fprintf(session->options.output,
                "Fitting %zu parameters to %zu figures of %zu studies: about %zu points of %" PRIu64
                " children each\n",
                self->problem.parameter_count, self->problem.figure_count,
                self->problem.cohort_count, vro_calibration_expected(&self->calibration),
                self->problem.children * self->problem.cohort_count);
    return VRO_OK;
}

static vro_status check_trust(const vro_calibrate_plan *self, vro_errors *errors) {
    const vro_calibration *calibration = &self->calibration;
    if (vro_calibration_is_trustworthy(calibration) || self->questions.accept)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "the samples do not carry a posterior: %.0f effective samples (at least "
                          "%d are wanted), Pareto k %.2f (below %.1f); take more with --points, "
                          "fit fewer parameters, or write it all the same with --force",
                          calibration->effective_size, VRO_EFFECTIVE_SIZE_LEAST, calibration->shape,
                          VRO_PARETO_SHAPE_MOST);
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    vro_calibrate_plan *self = study;
    vro_status status = VRO_OK;
    TRY(vro_calibration_run(&self->calibration, &session->pool, errors));
    TRY(vro_calibration_confirm(&self->calibration, &session->pool, errors));
out:
    status = vro_session_simulated(session, status, errors);
    return status == VRO_OK ? check_trust(self, errors) : status;
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    const vro_calibrate_plan *self = study;
    return vro_calibration_tables_write(&self->calibration, &session->folder.files, errors);
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    const vro_calibrate_plan *self = study;
    (void)errors;
    vro_calibration_report_print(session->options.output, &self->calibration, session->seconds);
    return VRO_OK;
}

static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    vro_specification copy = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&copy, specification, errors));
    TRY(vro_calibrate_plan_take(study, &copy, errors));
out:
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    (void)errors;
    vro_calibrate_plan_free(study);
    return status;
}

static const vro_session_steps STEPS = {.take = take,
                                        .workload = workload_of,
                                        .free = free_all,
                                        .open = announce,
                                        .simulate = simulate,
                                        .write = write_tables,
                                        .print = print_report};

static vro_status read_plan(vro_calibrate_plan *plan, const vro_options *options,
                            vro_errors *errors) {
    vro_evidence_request request = vro_request_evidence(options, CHILDREN);
    vro_calibrate_questions questions = options->calibrate;
    request.with_prior = true;
    questions.accept = options->force;
    const vro_status status = vro_calibrate_plan_read(plan, &request, &questions, errors);
    return vro_request_inspect_folder(options, status, errors);
}

vro_status vro_calibrate_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    vro_calibrate_plan plan = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &STEPS, &plan);
    TRY(read_plan(&plan, options, errors));
    vro_request_format(options, &plan.common.specification);
    const vro_workload workload = workload_of(&plan);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&plan, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_calibrate_replay(const vro_session_options *options, const vro_manifest *manifest,
                                vro_errors *errors) {
    vro_calibrate_plan plan = {0};
    return vro_session_replay(options, &STEPS, &plan, manifest, errors);
}

void vro_calibrate_inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_calibrate_plan plan = {0};
    if (read_plan(&plan, options, errors) == VRO_OK)
        vro_inspect_folder(&request, errors);
    vro_calibrate_plan_free(&plan);
}
