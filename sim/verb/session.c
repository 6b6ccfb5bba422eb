#include "vrosim/verb/session.h"

#include "vrosim/model/economics.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/run_report.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/verb/command_text.h"
#include "vrosim/verb/verb.h"

#include <inttypes.h>
#include <omp.h>
#include <stdlib.h>

static bool is_first(const vro_session *self) {
    return self->ranks.rank == 0;
}

static bool is_recording(const vro_session *self) {
    return !self->tally && self->checkpoint.specification.numbers.courses > 0;
}

vro_status vro_session_share(vro_session *self, vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    if (self->ranks.count == 1)
        return VRO_OK;
    if (is_first(self))
        status = vro_checkpoint_encode(&self->checkpoint, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_ranks_spread(&self->ranks, &bytes, &size, errors);
    if (status == VRO_OK && !is_first(self)) {
        status =
            vro_checkpoint_decode(&self->checkpoint, bytes, size, "the part of rank 0", errors);
    }
    if (status == VRO_OK && !is_first(self)) {
        status =
            vro_specification_scenario(&self->checkpoint.specification, &self->scenario, errors);
    }
    free(bytes);
    return status;
}

static vro_status open_courses(vro_session *self, vro_errors *errors) {
    char *path = vro_results_folder_path(&self->folder, "courses.csv", errors);
    if (!path)
        return VRO_NO_MEMORY;
    vro_status status = vro_course_rows_open(&self->courses, path,
                                             (const char *const *)self->scenario.strategy_names,
                                             vro_economics_outcomes(&self->scenario), errors);
    free(path);
    return status;
}

// The results will replace all that is in their folder, so the checkpoint must not be there.
static vro_status open_folder(vro_session *self, vro_errors *errors) {
    if (!self->out)
        return vro_results_folder_open_temporary(&self->folder, NULL, errors);
    vro_status status =
        vro_results_folder_open(&self->folder, self->out, self->options->force, errors);
    if (status == VRO_OK && self->checkpoint_path)
        status = vro_results_folder_check_outside(&self->folder, self->checkpoint_path, errors);
    return status;
}

// What rank 0 writes to.
static vro_status open_files(vro_session *self, vro_errors *errors) {
    vro_status status = !self->tally ? open_folder(self, errors) : VRO_OK;
    if (status == VRO_OK && is_recording(self))
        status = open_courses(self, errors);
    if (status == VRO_OK && self->checkpoint_path)
        status = vro_checkpoint_write(&self->checkpoint, self->checkpoint_path, errors);
    return status;
}

uint64_t vro_session_done(const vro_session *self) {
    return vro_checkpoint_children(&self->checkpoint);
}

static uint64_t count_planned(const vro_session *self) {
    return vro_specification_children(&self->checkpoint.specification, self->checkpoint.planned);
}

static vro_status open_work(vro_session *self, vro_errors *errors) {
    const bool first = is_first(self);
    vro_progress_init(&self->progress, stderr, count_planned(self), self->options->quiet);
    vro_progress_skip(&self->progress, vro_session_done(self));
    const vro_rank_rounds_options terms = {.model = &self->model,
                                           .ranks = &self->ranks,
                                           .threads = omp_get_max_threads(),
                                           .recording = is_recording(self),
                                           .courses =
                                               first && is_recording(self) ? &self->courses : NULL,
                                           .progress = first ? &self->progress : NULL,
                                           .checkpoint_path = self->checkpoint_path,
                                           .every = self->options->every};
    return vro_rank_rounds_init(&self->work, &self->checkpoint, &terms, errors);
}

vro_status vro_session_open(vro_session *self, vro_errors *errors) {
    self->started = time(NULL);
    vro_interrupt_watch(&self->stop);
    omp_set_num_threads(
        vro_rank_rounds_threads(&self->checkpoint, &self->ranks, (int)self->options->threads));
    vro_status status = vro_model_init(&self->model, &self->scenario, errors);
    if (status == VRO_OK)
        status = open_work(self, errors);
    return status == VRO_OK && is_first(self) ? open_files(self, errors) : status;
}

// The command that goes on from the checkpoint; NULL without memory.
static char *resuming_command(const vro_session *self) {
    const vro_options *options = self->options;
    const vro_shard *shard = &options->shard;
    char checkpoint[48];
    const char *words[11] = {"vrosim", "run", "--resume", self->checkpoint_path};
    int count = 4;
    if (shard->count > 0) {
        snprintf(checkpoint, sizeof checkpoint, "%" PRIu64 "/%" PRIu64, shard->number,
                 shard->count);
        words[count++] = "--shard";
        words[count++] = checkpoint;
    }
    if (options->target.count > 0) {
        words[count++] = "--target-se";
        words[count++] = options->target.text;
    }
    if (vro_options_given(options, VRO_OPTION_OUT)) {
        words[count++] = "--out";
        words[count++] = options->out;
    }
    if (options->force)
        words[count++] = "--force";
    return vro_command_text(count, (char *const *)words);
}

// Once, by the first rank.
static void say_stopped(const vro_session *self, vro_status status, vro_errors *errors) {
    const uint64_t done = vro_session_done(self), planned = count_planned(self);
    if (!is_first(self))
        return;
    if (self->checkpoint_path) {
        char *command = resuming_command(self);
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %" PRIu64
                       " children, which are kept; go on with: %s",
                       done, planned, command ? command : "vrosim run --resume FILE");
        free(command);
    } else if (done < planned) {
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %" PRIu64
                       " children; nothing is kept%s",
                       done, planned,
                       self->options->verb->options & 1u << VRO_OPTION_CHECKPOINT
                           ? ", for want of --checkpoint FILE"
                           : "");
    } else {
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal before the courses were written; nothing is left");
    }
}

// After another fault, which can be put right.
static void say_kept(const vro_session *self, vro_status status, vro_errors *errors) {
    const bool speaks = is_first(self) && self->checkpoint_path;
    char *command = speaks ? resuming_command(self) : NULL;
    if (command) {
        vro_errors_add(errors, status, NULL, "%s is as it was kept last; go on with: %s",
                       self->checkpoint_path, command);
    }
    free(command);
}

vro_status vro_session_simulate(vro_session *self, vro_interval blocks, vro_errors *errors) {
    const vro_status status = vro_rank_rounds_run(&self->work, blocks, errors);
    vro_progress_finish(&self->progress);
    self->seconds = vro_progress_seconds(&self->progress);
    if (status == VRO_INTERRUPTED || status == VRO_TERMINATED)
        say_stopped(self, status, errors);
    else if (status != VRO_OK)
        say_kept(self, status, errors);
    return status;
}

static vro_results_view study_of(const vro_session *self) {
    return (vro_results_view){.scenario = &self->scenario, .tally = &self->checkpoint.tally};
}

vro_status vro_session_write(vro_session *self, vro_errors *errors) {
    const vro_results_view study = study_of(self);
    const vro_run_environment environment = {.command = self->options->command,
                                             .threads = self->work.threads.count,
                                             .ranks = self->ranks.count,
                                             .started = self->started,
                                             .seconds = self->seconds};
    vro_status status = vro_course_rows_close(&self->courses, errors);
    if (status == VRO_OK)
        status = vro_run_tables_write(&study, self->folder.temporary, errors);
    if (status == VRO_OK) {
        status = vro_manifest_write(&self->checkpoint.specification, &environment,
                                    self->folder.temporary, errors);
    }
    return status;
}

static vro_status write_tally(const vro_session *self, FILE *output, vro_errors *errors) {
    const vro_status status = vro_checkpoint_write(&self->checkpoint, self->tally, errors);
    if (status == VRO_OK && !self->options->quiet) {
        fprintf(output, "%s: %" PRIu64 " of %" PRIu64 " children, ready for vrosim merge\n",
                self->tally, vro_session_done(self),
                self->checkpoint.specification.numbers.patients);
    }
    return status;
}

vro_status vro_session_finish(vro_session *self, FILE *output, vro_errors *errors) {
    const vro_results_view study = study_of(self);
    if (!is_first(self))
        return VRO_OK;
    if (self->tally)
        return write_tally(self, output, errors);
    vro_status status = vro_session_write(self, errors);
    if (status == VRO_OK)
        status = vro_results_folder_commit(&self->folder, errors);
    if (status != VRO_OK) {
        say_kept(self, status, errors);
        return status;
    }
    return self->options->quiet ? VRO_OK
                                : vro_run_report_print(output, &study, self->seconds, errors);
}

vro_status vro_session_close(vro_session *self, vro_status status, vro_errors *errors) {
    vro_rank_rounds_free(&self->work);
    const vro_status closed = vro_course_rows_close(&self->courses, errors);
    vro_results_folder_abandon(&self->folder);
    vro_model_free(&self->model);
    vro_checkpoint_free(&self->checkpoint);
    vro_scenario_free(&self->scenario);
    vro_interrupt_end(&self->stop);
    return status == VRO_OK ? closed : status;
}
