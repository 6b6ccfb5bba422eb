#include "vrosim/verb/session.h"

#include "vrosim/file/json.h"
#include "vrosim/table/report_folder.h"
#include "vrosim/verb/thread_trial.h"

#include <inttypes.h>

// The threads that MPI makes for itself hold the signals back for ever, so that none of them takes
// a signal that is meant for the run.
void vro_session_begin(vro_session *self, const vro_session_options *options,
                       const vro_session_steps *steps, void *study) {
    *self =
        (vro_session){.options = *options, .steps = steps, .study = study, .ranks = {.count = 1}};
    if (!options->shared)
        return;
    vro_interrupt_watch(&self->stop);
    vro_ranks_join(&self->ranks);
    vro_interrupt_end(&self->stop);
}

bool vro_session_is_first(const vro_session *self) {
    return self->ranks.rank == 0;
}

static vro_status take_step(vro_session *self, vro_session_step *step, vro_errors *errors) {
    return step ? step(self->study, self, errors) : VRO_OK;
}

// The verb whose results these are, which a manifest names.
static const char *verb_of(const vro_specification *specification) {
    const char *verb = "run";
    if (specification->analysis)
        (void)vro_json_read_text(specification->analysis, "verb", &verb);
    return verb;
}

// The results will replace all that is in their folder, so nothing that is read may be there.
static vro_status check_inputs(const vro_session *self, vro_errors *errors) {
    const vro_session_options *options = &self->options;
    const char *const others[] = {options->correlations, options->draws, options->children,
                                  options->prior, options->resumed};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < options->table_count; i++)
        TRY(vro_results_folder_check_input(&self->folder, options->tables[i], errors));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i])
            TRY(vro_results_folder_check_input(&self->folder, others[i], errors));
out:
    return status;
}

static vro_status open_folder(vro_session *self, vro_errors *errors) {
    const vro_session_options *options = &self->options;
    vro_status status = VRO_OK;
    if (!options->out)
        return vro_results_folder_open_temporary(&self->folder, NULL, errors);
    if (self->workload.checkpoint_path) // nor what is kept
        TRY(vro_results_folder_check_outside(options->out, self->workload.checkpoint_path, errors));
    TRY(vro_results_folder_open(&self->folder, options->out, options->force, errors));
    TRY(vro_results_folder_check_verb(&self->folder, verb_of(self->workload.specification),
                                      errors));
    TRY(check_inputs(self, errors));
out:
    return status;
}

// Signals wait from here on, in all threads.
static vro_status open_pool(vro_session *self, vro_errors *errors) {
    const vro_workload *workload = &self->workload;
    const uint64_t earlier = workload->earlier * workload->unit_children;
    const bool quiet = self->options.quiet || !vro_session_is_first(self);
    const vro_callbacks callbacks = {&self->progress, vro_interrupt_requested, vro_progress_show};
    const int threads = vro_ranks_threads(&self->ranks, self->options.threads, workload->pieces);
    vro_status status = VRO_OK;
    vro_interrupt_watch(&self->stop);
    TRY(vro_thread_trial(threads, errors));
    vro_pool_init(&self->pool, threads, &callbacks);
    self->pool.done = workload->counts_earlier ? 0 : earlier;
    self->pool.total = workload->units * workload->unit_children;
    vro_progress_init(&self->progress, stderr, earlier, quiet);
out:
    return status;
}

// The threads, the model and the memory come before the folder: where OpenMP has no memory for its
// threads it ends the program, which must not leave a folder behind.
static vro_status open_session(vro_session *self, const vro_workload *workload,
                               vro_errors *errors) {
    const bool first = vro_session_is_first(self);
    vro_status status = VRO_OK;
    self->workload = *workload;
    self->started = time(NULL);
    TRY(open_pool(self, errors));
    TRY(vro_model_init_over(&self->model, workload->scenario, NULL, self->pool.threads, errors));
    TRY(take_step(self, self->steps->reserve, errors));
    if (first && !workload->shard)
        TRY(open_folder(self, errors));
    self->folder.files.decimal_commas =
        workload->specification && workload->specification->decimal_commas;
    if (first)
        TRY(take_step(self, self->steps->open, errors));
out:
    return status;
}

static void say_stopped(const vro_session *self, vro_status status, vro_errors *errors) {
    const vro_workload *workload = &self->workload;
    const uint64_t done = self->pool.done / workload->unit_children;
    const char *about = workload->estimated ? "about " : "";
    if (workload->checkpoint_path) {
        const char *command = workload->resume_command;
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %s%" PRIu64
                       " %s, which are kept; continue with: %s",
                       done, about, workload->units, workload->unit,
                       command ? command : "vrosim run --resume FILE");
    } else if (done < workload->units || !workload->last_step) {
        vro_errors_add(
            errors, status, NULL,
            "stopped by a signal after %" PRIu64 " of %s%" PRIu64 " %s; nothing is kept%s", done,
            about, workload->units, workload->unit, workload->advice ? workload->advice : "");
    } else {
        vro_errors_add(errors, status, NULL, "stopped by a signal before %s; nothing is left",
                       workload->last_step);
    }
}

// After another fault, which can be put right.
static void say_kept(const vro_session *self, vro_status status, vro_errors *errors) {
    const vro_workload *workload = &self->workload;
    if (workload->checkpoint_path && workload->resume_command)
        vro_errors_add(errors, status, NULL, "%s holds the last checkpoint; continue with: %s",
                       workload->checkpoint_path, workload->resume_command);
}

vro_status vro_session_simulated(vro_session *self, vro_status status, vro_errors *errors) {
    vro_progress_finish(&self->progress);
    self->seconds = vro_progress_seconds(&self->progress);
    if (status == VRO_OK || !vro_session_is_first(self))
        return status;
    if (vro_status_is_signal(status))
        say_stopped(self, status, errors);
    else
        say_kept(self, status, errors);
    return status;
}

// Writes all files to the temporary folder; the manifest, which lists them, is the last.
static vro_status write_files(vro_session *self, vro_errors *errors) {
    const vro_run_environment environment = {.command = self->options.command,
                                             .host = self->options.record_host,
                                             .threads = self->pool.threads,
                                             .ranks = self->ranks.count,
                                             .started = self->started,
                                             .seconds = self->seconds};
    const vro_specification *specification = self->workload.specification;
    vro_status status = VRO_OK;
    TRY(take_step(self, self->steps->write, errors));
    if (specification->report)
        TRY(vro_report_folder_add(specification, &self->folder.files, errors));
    TRY(vro_manifest_write(specification, &environment, &self->folder.files, errors));
out:
    return status;
}

static vro_status print_report(vro_session *self, vro_errors *errors) {
    const vro_status status = take_step(self, self->steps->print, errors);
    if (status == VRO_OK)
        fprintf(self->options.output, "Files are in %s; vrosim columns says what they hold.\n",
                self->options.out);
    return status;
}

static vro_status finish(vro_session *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    if (self->workload.shard)
        return take_step(self, self->steps->write_shard, errors);
    TRY(write_files(self, errors));
    TRY(vro_results_folder_commit(&self->folder, errors));
    return self->options.quiet ? VRO_OK : print_report(self, errors);
out:
    say_kept(self, status, errors);
    return status;
}

vro_status vro_session_perform(vro_session *self, const vro_workload *workload,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(open_session(self, workload, errors));
    TRY(take_step(self, self->steps->simulate, errors));
    if (vro_session_is_first(self))
        TRY(finish(self, errors));
out:
    return status;
}

static vro_status compare(vro_session *self, const vro_manifest *manifest, vro_errors *errors) {
    const vro_status status = vro_manifest_compare(manifest, &self->folder.files, errors);
    if (status == VRO_OK && !self->options.quiet)
        fprintf(self->options.output,
                "%zu files of %" PRIu64 " children, made again: all the same, byte for byte\n",
                manifest->outputs.count, manifest->specification.size.patients);
    if (!self->options.out)
        return status;
    const vro_status placed = vro_results_folder_commit(&self->folder, errors);
    return status == VRO_OK ? placed : status;
}

void vro_session_close(vro_session *self, vro_status status, vro_errors *errors) {
    vro_results_folder_abandon(&self->folder);
    vro_model_free(&self->model);
    vro_interrupt_end(&self->stop);
    vro_ranks_name_failed(&self->ranks, status, errors);
}

vro_status vro_session_replay(const vro_session_options *options, const vro_session_steps *steps,
                              void *study, const vro_manifest *manifest, vro_errors *errors) {
    vro_session self;
    vro_status status = VRO_OK;
    vro_session_begin(&self, options, steps, study);
    TRY(steps->take(study, &manifest->specification, errors));
    const vro_workload workload = steps->workload(study);
    TRY(open_session(&self, &workload, errors));
    TRY(take_step(&self, steps->simulate, errors));
    TRY(write_files(&self, errors));
    TRY(compare(&self, manifest, errors));
out:
    status = steps->free(study, status, errors);
    vro_session_close(&self, status, errors);
    return status;
}
