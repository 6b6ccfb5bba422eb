#include "vrosim/verb/psa.h"

#include "vrosim/simulate/rank_threads.h"
#include "vrosim/study/psa_samples.h"
#include "vrosim/table/decision_report.h"
#include "vrosim/table/decision_tables.h"
#include "vrosim/table/psa_report.h"
#include "vrosim/table/psa_tables.h"
#include "vrosim/verb/analysis.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/psa_shard.h"

// Every part may still be zero when it is closed.
typedef struct psa {
    vro_analysis analysis;
    vro_psa_plan plan;
    vro_ensemble ensemble;
    vro_decisions decisions;
} psa;

static bool is_shard(const psa *self) {
    return self->analysis.options->shard.count > 0;
}

static vro_status open_analysis(psa *self, uint64_t samples, vro_errors *errors) {
    const vro_psa_plan *plan = &self->plan;
    const vro_workload workload = {.scenario = &plan->scenario,
                                   .patients = plan->specification.numbers.patients,
                                   .runs = samples,
                                   .word = "samples",
                                   .pieces = samples};
    return vro_analysis_open(&self->analysis, &workload, errors);
}

static vro_status open_all(psa *self, vro_errors *errors) {
    const vro_psa_plan *plan = &self->plan;
    const vro_interval own = vro_shard_interval(&self->analysis.options->shard, plan->samples);
    const uint64_t samples = own.end - own.first;
    self->analysis.folderless = is_shard(self);
    vro_status status = open_analysis(self, samples, errors);
    if (status == VRO_OK && is_shard(self) && vro_analysis_is_first(&self->analysis))
        status = vro_psa_shard_protect(plan, self->analysis.options, errors);
    if (status == VRO_OK) {
        status = vro_ensemble_init(&self->ensemble, &plan->uncertainty, (size_t)samples,
                                   plan->specification.numbers.patients, errors);
    }
    self->ensemble.first = own.first;
    return status;
}

static vro_status simulate(psa *self, vro_errors *errors) {
    vro_analysis *analysis = &self->analysis;
    const vro_numbers *numbers = &self->plan.specification.numbers;
    const vro_workers crew = {&analysis->ranks, analysis->threads, &analysis->progress};
    const vro_status status =
        vro_psa_samples_run(&self->ensemble, &analysis->model,
                            (vro_random_source){numbers->seed, numbers->stream}, &crew, errors);
    vro_analysis_finish(analysis, status, errors);
    return status;
}

static vro_status write_all(psa *self, vro_errors *errors) {
    const char *folder = self->analysis.folder.temporary;
    vro_status status = vro_psa_tables_write(&self->ensemble, self->plan.effect, folder, errors);
    if (status == VRO_OK) {
        status = vro_decisions_init(&self->decisions, &self->ensemble, &self->plan.sets,
                                    self->plan.thresholds, self->analysis.threads, errors);
    }
    if (status == VRO_OK)
        status = vro_decision_tables_write(&self->decisions, folder, errors);
    return status == VRO_OK
               ? vro_analysis_record(&self->analysis, &self->plan.specification, errors)
               : status;
}

// From a plan to all files in the temporary folder of rank 0, but of a shard only to its samples.
static vro_status run(psa *self, vro_errors *errors) {
    vro_status status = open_all(self, errors);
    if (status == VRO_OK)
        status = simulate(self, errors);
    const bool writes = vro_analysis_is_first(&self->analysis) && !is_shard(self);
    return status == VRO_OK && writes ? write_all(self, errors) : status;
}

static void close_all(psa *self) {
    vro_decisions_free(&self->decisions);
    vro_ensemble_free(&self->ensemble);
    vro_analysis_close(&self->analysis);
    vro_psa_plan_free(&self->plan);
}

static void print_report(psa *self, FILE *output) {
    vro_psa_report_print(output, &self->ensemble);
    vro_decision_report_print(output, &self->decisions);
    if (self->analysis.seconds > 0) // not merged
        vro_psa_report_print_speed(output, &self->ensemble, self->analysis.seconds);
}

static vro_status finish(psa *self, FILE *output, vro_errors *errors) {
    const vro_options *options = self->analysis.options;
    if (is_shard(self))
        return vro_psa_shard_write(&self->plan, &self->ensemble, options, output, errors);
    const vro_status status = vro_results_folder_commit(&self->analysis.folder, errors);
    if (status == VRO_OK && !options->quiet)
        print_report(self, output);
    return status;
}

vro_status vro_psa_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    psa self = {.analysis = {.options = options, .out = options->out}};
    const vro_ranks *ranks = &self.analysis.ranks;
    vro_ranks_join(&self.analysis.ranks);
    vro_status status = vro_psa_plan_share(&self.plan, options, ranks, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK && vro_analysis_is_first(&self.analysis))
        status = finish(&self, output, errors);
    vro_rank_threads_name_failed(ranks, status, errors);
    close_all(&self);
    return status;
}

vro_status vro_psa_merge(const vro_options *options, FILE *output, vro_errors *errors) {
    psa self = {.analysis = {.options = options, .ranks = {.count = 1}, .out = options->out}};
    vro_status status = vro_psa_shard_gather(options->tables, options->table_count, &self.plan,
                                             &self.ensemble, errors);
    if (status == VRO_OK)
        status = open_analysis(&self, self.plan.samples, errors);
    if (status == VRO_OK)
        status = write_all(&self, errors);
    if (status == VRO_OK)
        status = finish(&self, output, errors);
    close_all(&self);
    return status;
}

vro_status vro_psa_replay(const vro_options *options, const vro_manifest *manifest, const char *out,
                          vro_errors *errors) {
    psa self = {.analysis = {.options = options, .ranks = {.count = 1}, .out = out}};
    vro_specification specification = {0};
    vro_status status = vro_specification_copy(&specification, &manifest->specification, errors);
    if (status == VRO_OK)
        status = vro_psa_plan_take(&self.plan, &specification, errors);
    if (status == VRO_OK)
        status = run(&self, errors);
    if (status == VRO_OK)
        status = vro_analysis_compare(&self.analysis, manifest, errors);
    close_all(&self);
    return status;
}

void vro_psa_inspect(const vro_options *options, vro_errors *errors) {
    vro_psa_plan plan = {0};
    if (vro_psa_plan_read(&plan, options, errors) == VRO_OK)
        vro_load_inspect_folder(options, errors);
    vro_psa_plan_free(&plan);
}

void vro_psa_merge_inspect(const vro_options *options, vro_errors *errors) {
    vro_psa_plan plan = {0};
    vro_ensemble ensemble = {0};
    (void)!vro_psa_shard_gather(options->tables, options->table_count, &plan, &ensemble, errors);
    vro_ensemble_free(&ensemble);
    vro_psa_plan_free(&plan);
}
