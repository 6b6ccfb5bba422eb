#include "vrosim/verb/interim_looks.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/precision_target.h"

#include <inttypes.h>
#include <stdlib.h>

// What rank 0 makes of the children so far, as all ranks have to know it.
typedef struct verdict {
    uint64_t children; // that the run has
    double needed;
} verdict;

static vro_status share_verdict(const vro_session *session, verdict *own, vro_errors *errors) {
    verdict *all = calloc((size_t)session->ranks.count, sizeof *all);
    if (!all)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to look at the target");
    vro_ranks_share(&session->ranks, own, all, sizeof *own);
    *own = all[0];
    free(all);
    return VRO_OK;
}

// The children up to the end of the last block done; a job of several ranks leaves gaps before it.
static uint64_t count_reached(const vro_checkpoint *checkpoint) {
    const vro_interval_set *done = &checkpoint->done;
    const uint64_t end = done->count > 0 ? done->ranges[done->count - 1].end : 0;
    return vro_specification_children(&checkpoint->specification, (vro_interval){0, end});
}

// The first look that holds all that is done already (by an earlier run) and all courses that are
// to be written.
static vro_status choose_first(const vro_session *session, uint64_t *look, vro_errors *errors) {
    const uint64_t courses = session->checkpoint.specification.numbers.courses;
    verdict own = {.children = count_reached(&session->checkpoint)};
    const vro_status status = share_verdict(session, &own, errors);
    const uint64_t least = own.children > courses ? own.children : courses;
    *look = vro_precision_target_next_look(least > 0 ? least - 1 : 0);
    return status;
}

static vro_status judge(const vro_session *session, uint64_t look, verdict *found,
                        vro_errors *errors) {
    const vro_results_view study = {.scenario = &session->scenario,
                                    .tally = &session->checkpoint.tally};
    *found = (verdict){.children = look};
    if (session->ranks.rank == 0)
        found->needed = vro_precision_target_children(&session->options->target, &study);
    return share_verdict(session, found, errors);
}

static bool is_met(const verdict *found) {
    return found->needed <= (double)found->children;
}

static bool is_speaking(const vro_session *session) {
    return session->ranks.rank == 0 && !session->options->quiet;
}

// before: children that an earlier run has done, which took none of this one's time.
static void tell_pilot(const vro_session *session, const verdict *found, uint64_t before,
                       FILE *output) {
    if (is_speaking(session) && !is_met(found) && found->children > before &&
        found->needed < VRO_PRECISION_TARGET_NEVER) {
        const double pace = session->seconds / (double)(found->children - before);
        fprintf(output, "Pilot of %" PRIu64 " children: about %.2g are needed, %.2g s\n",
                found->children, found->needed, pace * (found->needed - (double)before));
        fflush(output);
    }
}

static void tell_end(const vro_session *session, const verdict *found, FILE *output) {
    if (is_speaking(session) && is_met(found)) {
        fprintf(output, "Target met with %" PRIu64 " children\n", found->children);
    } else if (session->ranks.rank == 0 && !is_met(found)) {
        fprintf(stderr, "vrosim: the target was not met with %" PRIu64 " children (--patients); ",
                found->children);
        if (found->needed < VRO_PRECISION_TARGET_NEVER)
            fprintf(stderr, "about %.2g are needed\n", found->needed);
        else
            fputs("an outcome has not occurred, or too few children have it\n", stderr);
    }
}

// The checkpoint, too, is of a run of so many children then.
static vro_status end_with(vro_session *session, uint64_t look, vro_errors *errors) {
    vro_checkpoint *checkpoint = &session->checkpoint;
    checkpoint->specification.numbers.patients = look;
    checkpoint->planned = vro_specification_blocks(&checkpoint->specification);
    if (session->ranks.rank != 0 || !session->checkpoint_path)
        return VRO_OK;
    return vro_checkpoint_write(checkpoint, session->checkpoint_path, errors);
}

vro_status vro_interim_looks_run(vro_session *session, FILE *output, vro_errors *errors) {
    const uint64_t most = session->checkpoint.specification.numbers.patients;
    const uint64_t before = vro_session_done(session);
    uint64_t look = 0;
    verdict found = {0};
    vro_status status = choose_first(session, &look, errors);
    for (bool pilot = true; status == VRO_OK; pilot = false) {
        const uint64_t children = look < most ? look : most;
        const vro_interval blocks = {0, vro_block_count(children)};
        session->progress.patients = children;
        status = vro_session_simulate(session, blocks, errors);
        if (status == VRO_OK)
            status = judge(session, children, &found, errors);
        if (status != VRO_OK || is_met(&found) || children == most)
            break;
        if (pilot)
            tell_pilot(session, &found, before, output);
        look = vro_precision_target_next_look(look);
    }
    if (status == VRO_OK) {
        tell_end(session, &found, output);
        status = end_with(session, found.children, errors);
    }
    return status;
}
