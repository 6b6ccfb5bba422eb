#include "vrosim/verb/calibrate.h"

#include "vrosim/core/whole_number.h"
#include "vrosim/file/file_locks.h"
#include "vrosim/study/calibration_confirmation.h"
#include "vrosim/table/calibration_report.h"
#include "vrosim/table/calibration_tables.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/calibrate_resume.h"
#include "vrosim/verb/command_text.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/requests.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 2 * VRO_BLOCK }; // of a study, where the options do not say

// Every part may still be zero when it is freed.
typedef struct calibrate {
    vro_calibrate_plan plan;
    vro_calibration_checkpoint checkpoint; // of rank 0
    const char *checkpoint_path;           // its file; NULL: none; borrowed
    uint64_t every;                        // seconds between two checkpoints
    vro_file_locks locks;                  // of rank 0: of the files that it keeps up to date
    vro_point_evaluator evaluator;
} calibrate;

static vro_workload workload_of(const void *study) {
    const calibrate *self = study;
    const vro_calibrate_plan *plan = &self->plan;
    const uint64_t children = plan->problem.children * plan->problem.cohort_count,
                   kept = vro_evaluated_points_children(&self->checkpoint.points,
                                                        plan->problem.cohort_count);
    return (vro_workload){.specification = &plan->common.specification,
                          .scenario = &plan->common.scenario,
                          .unit = "points",
                          .units = vro_calibration_expected(&plan->calibration),
                          .unit_children = children,
                          .earlier = kept / children,
                          .counts_earlier = true,
                          .pieces = plan->calibration.count,
                          .estimated = true,
                          .checkpoint_path = self->checkpoint_path,
                          .advice = "; --checkpoint FILE would keep them"};
}

static vro_status reserve(void *study, vro_session *session, vro_errors *errors) {
    calibrate *self = study;
    const bool keeping = vro_session_is_first(session) && self->checkpoint_path;
    const vro_point_evaluator_options options = {.ranks = &session->ranks,
                                                 .pool = &session->pool,
                                                 .checkpoint = keeping ? &self->checkpoint : NULL,
                                                 .checkpoint_path = self->checkpoint_path,
                                                 .every = self->every};
    return vro_point_evaluator_init(&self->evaluator, &options, errors);
}

// What it will cost, before it begins.
static void announce(const vro_calibrate_plan *plan, FILE *output) {
    fprintf(output, "Fitting %zu parameters to %zu figures of %zu studies: about ",
            plan->problem.parameter_count, plan->problem.figure_count, plan->problem.cohort_count);
    vro_whole_number_print(output, vro_calibration_expected(&plan->calibration));
    fputs(" points of ", output);
    vro_whole_number_print(output, plan->problem.children * plan->problem.cohort_count);
    fputs(" children each\n", output);
}

static vro_status begin(void *study, vro_session *session, vro_errors *errors) {
    calibrate *self = study;
    if (!session->options.quiet)
        announce(&self->plan, session->options.output);
    return vro_point_evaluator_keep(&self->evaluator, errors);
}

static vro_status check_trust(const vro_calibrate_plan *self, vro_errors *errors) {
    const vro_calibration *calibration = &self->calibration;
    if (vro_calibration_is_trustworthy(calibration) || self->questions.accept)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "the samples do not carry a posterior: %.0f effective samples (at least "
                          "%d are wanted), Pareto k %.2f (below %.1f), %zu of %zu starts of the "
                          "search came to rest; take more with --points, fit fewer parameters, or "
                          "write it all the same with --force",
                          calibration->effective_size, VRO_EFFECTIVE_SIZE_LEAST, calibration->shape,
                          VRO_PARETO_SHAPE_MOST, calibration->search.converged,
                          calibration->search.starts);
}

// A posterior that is refused leaves a checkpoint that is not finished: --force may follow.
static vro_status fit(calibrate *self, vro_errors *errors) {
    vro_calibration *calibration = &self->plan.calibration;
    vro_status status = VRO_OK;
    TRY(vro_calibration_run(calibration, &self->evaluator, errors));
    TRY(vro_calibration_confirm(calibration, &self->evaluator, errors));
    TRY(vro_point_evaluator_keep(&self->evaluator, errors));
    TRY(check_trust(&self->plan, errors));
    self->checkpoint.finished = true;
    TRY(vro_point_evaluator_keep(&self->evaluator, errors));
out:
    return status;
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    calibrate *self = study;
    vro_point_evaluator *evaluator = &self->evaluator;
    const vro_status status =
        vro_session_is_first(session)
            ? vro_point_evaluator_end(evaluator, fit(self, errors), errors)
            : vro_point_evaluator_serve(evaluator, &self->plan.problem, errors);
    return vro_session_simulated(session, status, errors);
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    const calibrate *self = study;
    return vro_calibration_tables_write(&self->plan.calibration, &session->folder.files, errors);
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    const calibrate *self = study;
    return vro_calibration_report_print(session->options.output, &self->plan.calibration,
                                        session->seconds, errors);
}

static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    calibrate *self = study;
    vro_specification copy = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&copy, specification, errors));
    TRY(vro_calibrate_plan_take(&self->plan, &copy, errors));
out:
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    calibrate *self = study;
    (void)errors;
    vro_point_evaluator_free(&self->evaluator);
    vro_calibration_checkpoint_free(&self->checkpoint);
    vro_calibrate_plan_free(&self->plan);
    vro_file_locks_release(&self->locks);
    return status;
}

static const vro_session_steps STEPS = {.take = take,
                                        .workload = workload_of,
                                        .free = free_all,
                                        .reserve = reserve,
                                        .open = begin,
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

// The file that is kept up to date: that of --checkpoint, else the one that is resumed. A file that
// is read before it is written is locked before it is read.
static vro_status open_files(calibrate *self, const vro_options *options, vro_errors *errors) {
    const char *path = options->checkpoint_path ? options->checkpoint_path : options->resume;
    vro_status status = VRO_OK;
    self->checkpoint_path = path;
    if (!path)
        return VRO_OK;
    TRY(vro_file_locks_take(&self->locks, path, errors));
    if (!options->resume || strcmp(path, options->resume) != 0)
        TRY(vro_calibrate_resume_protect(path, options->force, errors));
out:
    return status;
}

// Of rank 0: a calibration from the tables, or one that goes on.
static vro_status plan(calibrate *self, const vro_options *options, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(open_files(self, options, errors));
    if (options->resume) {
        TRY(vro_calibrate_resume_read(options, &self->plan, &self->checkpoint, errors));
        TRY(vro_calibrate_plan_accept(&self->plan, options->force, errors));
    } else {
        TRY(read_plan(&self->plan, options, errors));
    }
    vro_request_format(options, &self->plan.common.specification);
    if (!options->resume)
        TRY(vro_calibration_checkpoint_init(&self->checkpoint, &self->plan.common.specification,
                                            &self->plan.problem, errors));
    self->checkpoint.finished = false;
out:
    return status;
}

// The command that continues from the checkpoint, owned by the caller; NULL without one, or if out
// of memory.
static char *write_resume_command(const calibrate *self, const vro_options *options) {
    const char *words[7] = {"vrosim", "calibrate", "--resume", self->checkpoint_path};
    int count = 4;
    if (!self->checkpoint_path)
        return NULL;
    if (vro_option_is_given(options, VRO_OPTION_OUT)) {
        words[count++] = "--out";
        words[count++] = options->out;
    }
    if (options->force)
        words[count++] = "--force";
    return vro_command_text(count, (char *const *)words);
}

vro_status vro_calibrate_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    calibrate self = {.every = options->every};
    vro_session session;
    char *resume_command = NULL;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &STEPS, &self);
    if (vro_session_is_first(&session))
        TRY(plan(&self, options, errors));
    TRY(vro_evidence_plan_share(&self.plan.common, &session.ranks, take, &self, errors));
    vro_workload workload = workload_of(&self);
    workload.resume_command = resume_command = write_resume_command(&self, options);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&self, status, errors);
    vro_session_close(&session, status, errors);
    free(resume_command);
    return status;
}

vro_status vro_calibrate_replay(const vro_session_options *options, const vro_manifest *manifest,
                                vro_errors *errors) {
    calibrate self = {0};
    return vro_session_replay(options, &STEPS, &self, manifest, errors);
}

void vro_calibrate_inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_calibrate_plan plan = {0};
    if (!options->resume && read_plan(&plan, options, errors) == VRO_OK)
        vro_inspect_folder(&request, errors);
    vro_calibrate_plan_free(&plan);
}
