#include "vrosim/verb/run.h"

#include "vrosim/simulate/rank_threads.h"
#include "vrosim/verb/interim_looks.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/resume.h"
#include "vrosim/verb/session.h"

#include <stdlib.h>
#include <string.h>

// A new study, or a shard of one, from the tables.
static vro_status plan_anew(vro_session *session, vro_errors *errors) {
    const vro_options *options = session->options;
    const vro_numbers numbers = {.seed = options->plan.seed,
                                 .stream = options->plan.stream,
                                 .patients = options->plan.patients,
                                 .courses = options->plan.courses};
    vro_specification specification = {0};
    vro_status status = vro_load_scenario(options, &session->scenario, errors);
    if (status == VRO_OK) {
        status = vro_specification_init(&specification, &numbers, &session->scenario,
                                        options->tables, options->table_count, errors);
    }
    if (status == VRO_OK) {
        const vro_interval planned =
            vro_shard_interval(&options->shard, vro_specification_blocks(&specification).end);
        status = vro_checkpoint_init(&session->checkpoint, &specification, &session->scenario,
                                     planned, errors);
    }
    vro_specification_free(&specification);
    return status;
}

static bool is_shard(const vro_session *session) {
    const vro_interval all = vro_specification_blocks(&session->checkpoint.specification),
                       planned = session->checkpoint.planned;
    return session->options->shard.count > 0 || planned.first > all.first || planned.end < all.end;
}

static vro_status check_target(const vro_session *session, vro_errors *errors) {
    const vro_precision_target *target = &session->options->target;
    vro_status status = VRO_OK;
    if (target->count > 0 && is_shard(session)) {
        status = vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "--target-se: %s is a shard, which cannot know when the whole "
                                "meets it",
                                session->options->resume);
    }
    if (vro_precision_target_compares(target) && session->scenario.strategies < 2) {
        status = vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "--target-se: a difference needs two strategies, and there is "
                                "only '%s'",
                                session->scenario.strategy_names[0]);
    }
    return status;
}

static vro_status plan(vro_session *session, vro_errors *errors) {
    if (session->ranks.rank != 0)
        return VRO_OK;
    const vro_status status =
        session->options->resume
            ? vro_resume_read(session->options, &session->checkpoint, &session->scenario, errors)
            : plan_anew(session, errors);
    return status == VRO_OK ? check_target(session, errors) : status;
}

// The file that a shard becomes, to be freed: the one asked for, or that which it goes on from.
static char *name_tally(const vro_options *options, vro_errors *errors) {
    const bool out = vro_options_given(options, VRO_OPTION_OUT);
    if (!out && !options->resume)
        return vro_shard_file(&options->shard, errors);
    char *file = strdup(out ? options->out : options->resume);
    if (!file)
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a file");
    return file;
}

// A file that is written to and was not read from must not hold what may still be wanted.
static vro_status protect(const vro_session *session, const char *file, vro_errors *errors) {
    const vro_options *options = session->options;
    if (!file || (options->resume && strcmp(file, options->resume) == 0))
        return VRO_OK;
    return vro_resume_protect(file, &session->checkpoint, options->force, errors);
}

// A run that goes on, or a shard, keeps its own file up to date where no other is named.
static vro_status choose_files(vro_session *session, char **tally, vro_errors *errors) {
    const vro_options *options = session->options;
    if (is_shard(session)) {
        *tally = name_tally(options, errors);
        if (!*tally)
            return VRO_NO_MEMORY;
    }
    session->tally = *tally;
    session->checkpoint_path = options->checkpoint_path ? options->checkpoint_path
                               : options->resume        ? options->resume
                                                        : *tally;
    if (session->ranks.rank != 0)
        return VRO_OK;
    vro_status status = protect(session, session->checkpoint_path, errors);
    if (session->tally && strcmp(session->tally, session->checkpoint_path) != 0) {
        const vro_status other = protect(session, session->tally, errors);
        status = vro_status_worse(status, other);
    }
    return status;
}

vro_status vro_run_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_session session = {.options = options, .out = options->out};
    char *tally = NULL;
    vro_ranks_join(&session.ranks);
    vro_status status = plan(&session, errors);
    if (status == VRO_OK)
        status = vro_session_share(&session, errors);
    if (status == VRO_OK)
        status = choose_files(&session, &tally, errors);
    if (status == VRO_OK)
        status = vro_session_open(&session, errors);
    if (status == VRO_OK) {
        status = options->target.count > 0
                     ? vro_interim_looks_run(&session, output, errors)
                     : vro_session_simulate(&session, session.checkpoint.planned, errors);
    }
    if (status == VRO_OK)
        status = vro_session_finish(&session, output, errors);
    status = vro_session_close(&session, status, errors);
    vro_rank_threads_name_failed(&session.ranks, status, errors);
    free(tally);
    return status;
}
