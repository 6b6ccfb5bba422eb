#include "vrosim/verb/psa.h"

#include "vrosim/file/file_locks.h"
#include "vrosim/study/ensemble_file.h"
#include "vrosim/study/psa_samples.h"
#include "vrosim/table/coverage_report.h"
#include "vrosim/table/coverage_tables.h"
#include "vrosim/table/decision_report.h"
#include "vrosim/table/decision_tables.h"
#include "vrosim/table/psa_report.h"
#include "vrosim/table/psa_tables.h"
#include "vrosim/table/study_report.h"
#include "vrosim/table/study_tables.h"
#include "vrosim/table/table_files.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/psa_shard.h"
#include "vrosim/verb/requests.h"

#include <inttypes.h>
#include <stdlib.h>

enum { CHILDREN = 10000 }; // of a sample, where the options do not say

// Every part may still be zero when it is freed.
typedef struct psa {
    vro_psa_plan plan;
    vro_interval samples;   // numbers of those to simulate: all, or those of a shard
    const char *shard_path; // file of the shard; NULL for a folder; borrowed
    vro_file_locks locks;   // of that file
    bool force;             // replace another shard there
    vro_ensemble ensemble;
    vro_coverage coverage;
    vro_decisions decisions;
    vro_subgroup_decisions subgroups;
    vro_sample_information information;
} psa;

static vro_workload workload_of(const void *study) {
    const psa *self = study;
    const vro_psa_plan *plan = &self->plan;
    const uint64_t samples = self->samples.end - self->samples.first;
    return (vro_workload){.specification = &plan->analysis.specification,
                          .scenario = &plan->analysis.scenario,
                          .unit = "samples",
                          .units = samples,
                          .unit_children = plan->analysis.specification.size.patients,
                          .pieces = samples,
                          .shard = self->shard_path};
}

static vro_status reserve(void *study, vro_session *session, vro_errors *errors) {
    psa *self = study;
    const vro_psa_plan *plan = &self->plan;
    const vro_status status = vro_ensemble_init(&self->ensemble, &plan->analysis.uncertainty,
                                                (size_t)session->workload.units,
                                                plan->analysis.specification.size.patients, errors);
    self->ensemble.first = self->samples.first;
    return status;
}

static vro_status protect_shard(void *study, vro_session *session, vro_errors *errors) {
    psa *self = study;
    vro_status status = VRO_OK;
    (void)session;
    if (!self->shard_path)
        return VRO_OK;
    TRY(vro_file_locks_take(&self->locks, self->shard_path, errors));
    TRY(vro_psa_shard_protect(&self->plan, self->samples, self->shard_path, self->force, errors));
out:
    return status;
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    psa *self = study;
    const vro_status status = vro_psa_samples_run(&self->ensemble, &session->model,
                                                  self->plan.analysis.specification.random,
                                                  &session->ranks, &session->pool, errors);
    return vro_session_simulated(session, status, errors);
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    psa *self = study;
    vro_new_folder *folder = &session->folder.files;
    const vro_psa_results results = {&self->ensemble, self->plan.questions.effect.id};
    vro_status status = VRO_OK;
    TRY(vro_tables_write(vro_psa_tables, VRO_PSA_TABLES, &results, folder, errors));
    TRY(vro_coverage_init(&self->coverage, &self->ensemble, errors));
    TRY(vro_coverage_tables_write(&self->coverage, folder, errors));
    TRY(vro_decisions_init(&self->decisions, &self->ensemble, &self->plan.sets,
                           self->plan.thresholds, session->pool.threads, errors));
    TRY(vro_decision_tables_write(&self->decisions, folder, errors));
    TRY(vro_subgroup_decisions_init(&self->subgroups, &self->decisions, errors));
    TRY(vro_sample_information_init(&self->information, &self->decisions, &self->plan.study,
                                    self->plan.analysis.specification.random, errors));
    TRY(vro_study_tables_write(&self->decisions, &self->information, &self->subgroups, folder,
                               errors));
out:
    return status;
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    psa *self = study;
    FILE *output = session->options.output;
    (void)errors;
    vro_psa_report_print(output, &self->ensemble);
    vro_decision_report_print(output, &self->decisions);
    vro_study_report_print(output, &self->decisions, &self->information, &self->subgroups);
    vro_coverage_report_print(output, &self->coverage);
    if (session->seconds > 0) // not merged
        vro_psa_report_print_speed(output, &self->ensemble, session->seconds);
    return VRO_OK;
}

static vro_status write_shard(void *study, vro_session *session, vro_errors *errors) {
    const psa *self = study;
    const vro_status status = vro_ensemble_file_write(
        &self->ensemble, &self->plan.analysis.specification, self->shard_path, errors);
    if (status == VRO_OK && !session->options.quiet)
        fprintf(session->options.output, "%s: %zu of %" PRIu64 " samples, ready for vrosim merge\n",
                self->shard_path, self->ensemble.samples, self->plan.questions.samples);
    return status;
}

static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    psa *self = study;
    vro_specification copy = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&copy, specification, errors));
    TRY(vro_psa_plan_take(&self->plan, &copy, errors));
    self->samples.end = self->plan.questions.samples;
out:
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    psa *self = study;
    (void)errors;
    vro_sample_information_free(&self->information);
    vro_subgroup_decisions_free(&self->subgroups);
    vro_decisions_free(&self->decisions);
    vro_coverage_free(&self->coverage);
    vro_ensemble_free(&self->ensemble);
    vro_psa_plan_free(&self->plan);
    vro_file_locks_release(&self->locks);
    return status;
}

static const vro_session_steps STEPS = {.take = take,
                                        .workload = workload_of,
                                        .free = free_all,
                                        .reserve = reserve,
                                        .open = protect_shard,
                                        .simulate = simulate,
                                        .write = write_tables,
                                        .print = print_report,
                                        .write_shard = write_shard};

// All samples are there already.
static const vro_session_steps MERGED_STEPS = {.write = write_tables, .print = print_report};

static vro_status read_plan(vro_psa_plan *plan, const vro_options *options, const vro_ranks *ranks,
                            vro_errors *errors) {
    const vro_analysis_request request = vro_request_analysis(options, CHILDREN);
    return vro_psa_plan_share(plan, &request, &options->psa, ranks, errors);
}

vro_status vro_psa_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    psa self = {.force = options->force};
    vro_session session;
    char *shard_path = NULL;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &STEPS, &self);
    TRY(read_plan(&self.plan, options, &session.ranks, errors));
    vro_request_format(options, &self.plan.analysis.specification);
    self.samples = vro_shard_interval(&options->shard, self.plan.questions.samples);
    if (options->shard.count > 0) {
        self.shard_path = shard_path = vro_request_shard_file(options, errors);
        TRY(shard_path ? VRO_OK : VRO_NO_MEMORY);
    }
    const vro_workload workload = workload_of(&self);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&self, status, errors);
    vro_session_close(&session, status, errors);
    free(shard_path);
    return status;
}

vro_status vro_psa_merge(const vro_options *options, vro_shard_inputs *files, FILE *output,
                         vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    psa self = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &MERGED_STEPS, &self);
    TRY(vro_psa_shard_gather(files, &self.plan, &self.ensemble, errors));
    vro_request_format(options, &self.plan.analysis.specification);
    self.samples.end = self.plan.questions.samples;
    const vro_workload workload = workload_of(&self);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&self, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_psa_replay(const vro_session_options *options, const vro_manifest *manifest,
                          vro_errors *errors) {
    psa self = {0};
    return vro_session_replay(options, &STEPS, &self, manifest, errors);
}

void vro_psa_inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    const vro_ranks alone = {.count = 1};
    vro_psa_plan plan = {0};
    if (read_plan(&plan, options, &alone, errors) == VRO_OK)
        vro_inspect_folder(&request, errors);
    vro_psa_plan_free(&plan);
}

void vro_psa_merge_inspect(vro_shard_inputs *files, vro_errors *errors) {
    vro_psa_plan plan = {0};
    vro_ensemble ensemble = {0};
    (void)!vro_psa_shard_gather(files, &plan, &ensemble, errors);
    vro_ensemble_free(&ensemble);
    vro_psa_plan_free(&plan);
}
