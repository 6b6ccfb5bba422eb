#include "vrosim/verb/run_study.h"

#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/table/course_file.h"
#include "vrosim/table/run_report.h"
#include "vrosim/table/table_files.h"

#include <inttypes.h>
#include <stdlib.h>

vro_status vro_run_study_plan(vro_run_study *self, const vro_specification *specification,
                              vro_interval blocks, vro_errors *errors) {
    return vro_checkpoint_init(&self->checkpoint, specification, &self->scenario, blocks, errors);
}

vro_status vro_run_study_share(vro_run_study *self, const vro_ranks *ranks, vro_errors *errors) {
    const bool first = ranks->rank == 0;
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    if (ranks->count == 1)
        return VRO_OK;
    if (first)
        TRY(vro_checkpoint_file_encode(&self->checkpoint, &bytes, &size, errors));
    TRY(vro_ranks_spread(ranks, &bytes, &size, errors));
    if (first)
        goto out;
    TRY(vro_checkpoint_file_decode(&self->checkpoint, bytes, size, "the checkpoint of rank 0",
                                   errors));
    TRY(vro_specification_scenario(&self->checkpoint.specification, &self->scenario, errors));
out:
    free(bytes);
    return status;
}

// All blocks of a specification, none of which is done.
static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    vro_run_study *self = study;
    vro_status status = VRO_OK;
    TRY(vro_specification_scenario(specification, &self->scenario, errors));
    TRY(vro_run_study_plan(self, specification, vro_specification_blocks(specification), errors));
out:
    return status;
}

static vro_workload workload_of(const void *study) {
    const vro_run_study *self = study;
    const vro_checkpoint *checkpoint = &self->checkpoint;
    const vro_interval planned = checkpoint->planned;
    return (vro_workload){
        .specification = &checkpoint->specification,
        .scenario = &self->scenario,
        .unit = "children",
        .units = vro_specification_children(&checkpoint->specification, planned),
        .unit_children = 1,
        .earlier = vro_checkpoint_children(checkpoint),
        .pieces = planned.end - planned.first,
        .shard = self->shard_path,
        .last_step = "the courses were written",
        .checkpoint_path = self->checkpoint_path,
    };
}

// Whether the courses of the first children are written, by rank 0.
static bool is_recording(const vro_run_study *self) {
    return !self->shard_path && self->checkpoint.specification.size.courses > 0;
}

static vro_status reserve(void *study, vro_session *session, vro_errors *errors) {
    vro_run_study *self = study;
    const bool first = vro_session_is_first(session), recording = is_recording(self);
    const vro_rank_blocks_options options = {.model = &session->model,
                                             .ranks = &session->ranks,
                                             .pool = &session->pool,
                                             .recording = recording,
                                             .courses = first && recording ? &self->courses : NULL,
                                             .checkpoint_path = self->checkpoint_path,
                                             .every = self->every};
    return vro_rank_blocks_init(&self->rank_blocks, &self->checkpoint, &options, errors);
}

static vro_status open_courses(vro_run_study *self, vro_new_folder *folder, vro_errors *errors) {
    return vro_course_file_open(&self->courses, folder, &self->scenario,
                                &self->checkpoint.tally.outcomes, errors);
}

static vro_status open_files(void *study, vro_session *session, vro_errors *errors) {
    vro_run_study *self = study;
    const vro_status status =
        is_recording(self) ? open_courses(self, &session->folder.files, errors) : VRO_OK;
    return status == VRO_OK && self->checkpoint_path
               ? vro_checkpoint_file_write(&self->checkpoint, self->checkpoint_path, errors)
               : status;
}

vro_status vro_run_study_run(vro_run_study *self, vro_session *session, vro_interval blocks,
                             vro_errors *errors) {
    return vro_session_simulated(session, vro_rank_blocks_run(&self->rank_blocks, blocks, errors),
                                 errors);
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    vro_run_study *self = study;
    return vro_run_study_run(self, session, self->checkpoint.planned, errors);
}

static vro_results_view view_results(const vro_run_study *self, const vro_session *session) {
    return (vro_results_view){.scenario = &self->scenario,
                              .tally = &self->checkpoint.tally,
                              .model = &session->model,
                              .random = self->checkpoint.specification.random};
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    vro_run_study *self = study;
    const vro_results_view results = view_results(self, session);
    const vro_status status = vro_course_file_close(&self->courses, errors);
    return status == VRO_OK ? vro_run_tables_write(&results, &session->folder.files,
                                                   session->pool.threads, errors)
                            : status;
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    const vro_results_view results = view_results(study, session);
    FILE *output = session->options.output;
    vro_status status = VRO_OK;
    TRY(vro_run_report_print(output, &results, errors));
    vro_run_report_print_speed(output, &results, session->seconds);
out:
    return status;
}

static vro_status write_shard(void *study, vro_session *session, vro_errors *errors) {
    const vro_run_study *self = study;
    const vro_status status =
        vro_checkpoint_file_write(&self->checkpoint, self->shard_path, errors);
    if (status == VRO_OK && !session->options.quiet)
        fprintf(session->options.output,
                "%s: %" PRIu64 " of %" PRIu64 " children, ready for vrosim merge\n",
                self->shard_path, vro_checkpoint_children(&self->checkpoint),
                self->checkpoint.specification.size.patients);
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    vro_run_study *self = study;
    vro_rank_blocks_free(&self->rank_blocks);
    const vro_status closed = vro_course_file_close(&self->courses, errors);
    vro_checkpoint_free(&self->checkpoint);
    vro_scenario_free(&self->scenario);
    vro_file_locks_release(&self->locks);
    return status == VRO_OK ? closed : status;
}

const vro_session_steps *vro_run_study_steps(void) {
    static const vro_session_steps steps = {.take = take,
                                            .workload = workload_of,
                                            .free = free_all,
                                            .reserve = reserve,
                                            .open = open_files,
                                            .simulate = simulate,
                                            .write = write_tables,
                                            .print = print_report,
                                            .write_shard = write_shard};
    return &steps;
}
