#include "vrosim/verb/analysis.h"

#include "vrosim/simulate/rank_threads.h"

#include <inttypes.h>
#include <omp.h>

vro_numbers vro_analysis_numbers(const vro_options *options, uint64_t usual) {
    const bool asked = vro_options_given(options, VRO_OPTION_PATIENTS);
    return (vro_numbers){.seed = options->plan.seed,
                         .stream = options->plan.stream,
                         .patients = asked ? options->plan.patients : usual};
}

bool vro_analysis_is_first(const vro_analysis *self) {
    return self->ranks.rank == 0;
}

static vro_status open_folder(vro_analysis *self, vro_errors *errors) {
    return !self->out
               ? vro_results_folder_open_temporary(&self->folder, NULL, errors)
               : vro_results_folder_open(&self->folder, self->out, self->options->force, errors);
}

// The model comes first: where OpenMP has no memory for its threads it ends the program, which must
// not leave a folder.
vro_status vro_analysis_open(vro_analysis *self, const vro_workload *workload, vro_errors *errors) {
    const bool first = vro_analysis_is_first(self);
    self->workload = *workload;
    self->started = time(NULL);
    vro_interrupt_watch(&self->stop);
    self->threads =
        vro_rank_threads_count(&self->ranks, (int)self->options->threads, workload->pieces);
    omp_set_num_threads(self->threads);
    vro_status status = vro_model_init(&self->model, workload->scenario, errors);
    if (status == VRO_OK && first && !self->folderless)
        status = open_folder(self, errors);
    vro_progress_init(&self->progress, stderr, workload->patients * workload->runs,
                      self->options->quiet || !first);
    return status;
}

void vro_analysis_finish(vro_analysis *self, vro_status status, vro_errors *errors) {
    const vro_workload *workload = &self->workload;
    const bool stopped = status == VRO_INTERRUPTED || status == VRO_TERMINATED;
    vro_progress_finish(&self->progress);
    self->seconds = vro_progress_seconds(&self->progress);
    if (stopped && vro_analysis_is_first(self)) {
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %s%" PRIu64 " %s; nothing is kept",
                       self->progress.done / workload->patients,
                       workload->estimated ? "about " : "", workload->runs, workload->word);
    }
}

vro_status vro_analysis_record(const vro_analysis *self, const vro_specification *specification,
                               vro_errors *errors) {
    const vro_run_environment environment = {.command = self->options->command,
                                             .threads = self->threads,
                                             .ranks = self->ranks.count,
                                             .started = self->started,
                                             .seconds = self->seconds};
    return vro_manifest_write(specification, &environment, self->folder.temporary, errors);
}

vro_status vro_analysis_compare(vro_analysis *self, const vro_manifest *manifest,
                                vro_errors *errors) {
    const vro_status status = vro_manifest_compare(manifest, self->folder.temporary, errors);
    const vro_status placed = self->out ? vro_results_folder_commit(&self->folder, errors) : VRO_OK;
    return status == VRO_OK ? placed : status;
}

void vro_analysis_close(vro_analysis *self) {
    vro_results_folder_abandon(&self->folder);
    vro_model_free(&self->model);
    vro_interrupt_end(&self->stop);
}
