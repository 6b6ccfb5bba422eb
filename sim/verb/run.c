#include "vrosim/verb/run.h"

#include "vrosim/verb/command_text.h"
#include "vrosim/verb/interim_looks.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/resume.h"
#include "vrosim/verb/run_study.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// A run from the tables, or a shard of one.
static vro_status plan_new(vro_run_study *self, const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_specification specification = {0};
    vro_status status = VRO_OK;
    TRY(vro_load_scenario(&self->scenario, &request, errors));
    TRY(vro_specification_init(&specification, &self->scenario, options->tables,
                               options->table_count, errors));
    TRY(vro_record_children(&specification, &request, errors));
    specification.random = vro_slot_draws_source(options->random, options->size.patients);
    specification.size = options->size;
    const uint64_t blocks = vro_specification_blocks(&specification).end;
    TRY(vro_run_study_plan(self, &specification, vro_shard_interval(&options->shard, blocks),
                           errors));
out:
    vro_specification_free(&specification);
    return status;
}

static bool is_shard(const vro_run_study *self, const vro_options *options) {
    const vro_interval all = vro_specification_blocks(&self->checkpoint.specification),
                       planned = self->checkpoint.planned;
    return options->shard.count > 0 || planned.first > all.first || planned.end < all.end;
}

// Only rank 0 judges the target.
static vro_status read_target(vro_run_study *self, const char *text, vro_errors *errors) {
    vro_errors_context(errors, "--target-se");
    const vro_status status =
        vro_precision_target_read(&self->target, &self->checkpoint.tally.outcomes, text, errors);
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status check_target(vro_run_study *self, const vro_options *options,
                               vro_errors *errors) {
    const vro_precision_target *target = &options->target;
    vro_status status = VRO_OK;
    if (target->count > 0)
        status = read_target(self, target->text, errors);
    if (target->count > 0 && is_shard(self, options))
        status = vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "--target-se: %s is a shard, which cannot tell when the whole run meets it",
            options->resume);
    if (vro_precision_target_compares(target) && self->scenario.strategies < 2)
        status = vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "--target-se: a difference needs two strategies, and there is "
                                "only '%s'",
                                self->scenario.strategy_names[0]);
    return status;
}

static vro_status plan_resumed(vro_run_study *self, const vro_options *options,
                               vro_errors *errors) {
    const vro_scenario_request scenario = vro_request_scenario(options);
    const bool tables =
        options->table_count > 0 || options->setting_count > 0 || options->strategies;
    vro_resume_request request = {.file = options->resume,
                                  .scenario = tables ? &scenario : NULL,
                                  .reference = options->reference};
    if (vro_option_is_given(options, VRO_OPTION_SEED))
        request.seed = &options->random.seed;
    if (vro_option_is_given(options, VRO_OPTION_STREAM))
        request.stream = &options->random.stream;
    if (vro_option_is_given(options, VRO_OPTION_SAMPLING))
        request.sampling = &options->random.replicate;
    if (vro_option_is_given(options, VRO_OPTION_PATIENTS))
        request.patients = &options->size.patients;
    if (vro_option_is_given(options, VRO_OPTION_COURSES))
        request.courses = &options->size.courses;
    if (vro_requests_children(&scenario))
        request.children = &scenario;
    if (vro_option_is_given(options, VRO_OPTION_SUBGROUPS))
        request.subgroups = &options->subgroups;
    if (options->shard.count > 0)
        request.shard = &options->shard;
    return vro_resume_read(&request, &self->checkpoint, &self->scenario, errors);
}

static vro_status plan(vro_run_study *self, const vro_options *options, vro_errors *errors) {
    const vro_status status =
        options->resume ? plan_resumed(self, options, errors) : plan_new(self, options, errors);
    return status == VRO_OK ? check_target(self, options, errors) : status;
}

// A file that is written to and was not read from must not hold what may still be wanted.
static vro_status protect(const vro_run_study *self, const vro_options *options, const char *file,
                          vro_errors *errors) {
    if (options->resume && strcmp(file, options->resume) == 0)
        return VRO_OK;
    return vro_resume_protect(file, &self->checkpoint, options->force, errors);
}

// What a run goes on from is also what it writes to, unless another option names that.
static vro_status check_resumed(const vro_options *options, const char *other, vro_errors *errors) {
    struct stat about;
    if (stat(options->resume, &about) != 0 || S_ISREG(about.st_mode))
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = options->resume},
                          "is not a file that can be written again; name one with %s", other);
}

// A file that is read before it is written is locked before it is read.
static vro_status lock_resumed(vro_run_study *self, const vro_options *options,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    if (!options->resume || options->checkpoint_path)
        return VRO_OK;
    TRY(check_resumed(options, "--checkpoint", errors));
    TRY(vro_file_locks_take(&self->locks, options->resume, errors));
out:
    return status;
}

static vro_status lock_and_protect(vro_run_study *self, const vro_options *options,
                                   const char *file, vro_errors *errors) {
    const vro_status status = vro_file_locks_take(&self->locks, file, errors);
    return status == VRO_OK ? protect(self, options, file, errors) : status;
}

// A run that goes on, or a shard, keeps its own file up to date where no other is named.
static vro_status choose_files(vro_run_study *self, const vro_options *options, bool first,
                               char **shard_path, vro_errors *errors) {
    if (is_shard(self, options)) {
        if (options->resume && !vro_option_is_given(options, VRO_OPTION_OUT) &&
            check_resumed(options, "--out", errors) != VRO_OK)
            return VRO_BAD_USAGE;
        *shard_path = vro_request_shard_file(options, errors);
        if (!*shard_path)
            return VRO_NO_MEMORY;
    }
    self->shard_path = *shard_path;
    self->checkpoint_path = options->checkpoint_path ? options->checkpoint_path
                            : options->resume        ? options->resume
                                                     : *shard_path;
    if (!first || !self->checkpoint_path)
        return VRO_OK;
    const vro_status status = lock_and_protect(self, options, self->checkpoint_path, errors);
    return self->shard_path && strcmp(self->shard_path, self->checkpoint_path) != 0
               ? vro_status_worse(status, lock_and_protect(self, options, self->shard_path, errors))
               : status;
}

// The command that continues from the checkpoint; NULL without a checkpoint, or if out of memory.
static char *write_resume_command(const vro_run_study *self, const vro_options *options) {
    const vro_shard *shard = &options->shard;
    char shard_text[48];
    const char *words[11] = {"vrosim", "run", "--resume", self->checkpoint_path};
    int count = 4;
    if (!self->checkpoint_path)
        return NULL;
    if (shard->count > 0) {
        snprintf(shard_text, sizeof shard_text, "%" PRIu64 "/%" PRIu64, shard->number,
                 shard->count);
        words[count++] = "--shard";
        words[count++] = shard_text;
    }
    if (options->target.count > 0) {
        words[count++] = "--target-se";
        words[count++] = options->target.text;
    }
    if (vro_option_is_given(options, VRO_OPTION_OUT)) {
        words[count++] = "--out";
        words[count++] = options->out;
    }
    if (options->force)
        words[count++] = "--force";
    return vro_command_text(count, (char *const *)words);
}

vro_status vro_run_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    vro_run_study run = {.every = options->every};
    vro_session_steps steps = *vro_run_study_steps();
    vro_session session;
    char *shard_path = NULL, *resume_command = NULL;
    vro_status status = VRO_OK;
    if (options->target.count > 0)
        steps.simulate = vro_interim_looks_run;
    vro_session_begin(&session, &requested, &steps, &run);
    const bool first = vro_session_is_first(&session);
    if (first)
        TRY(lock_resumed(&run, options, errors));
    if (first)
        TRY(plan(&run, options, errors));
    vro_request_format(options, &run.checkpoint.specification);
    TRY(vro_run_study_share(&run, &session.ranks, errors));
    TRY(choose_files(&run, options, first, &shard_path, errors));
    vro_workload workload = steps.workload(&run);
    workload.resume_command = resume_command = write_resume_command(&run, options);
    workload.advice = "; --checkpoint FILE would keep them";
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = steps.free(&run, status, errors);
    vro_session_close(&session, status, errors);
    free(resume_command);
    free(shard_path);
    return status;
}
