#include "vrosim/verb/interim_looks.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/checkpoint_file.h"

#include <inttypes.h>
#include <stdlib.h>

// What rank 0 finds at a look, which all ranks have to know.
typedef struct verdict {
    uint64_t children; // of the run
    double needed;     // children that meet the target
} verdict;

static vro_status share_verdict(const vro_ranks *ranks, verdict *own, vro_errors *errors) {
    verdict *all = calloc((size_t)ranks->count, sizeof *all);
    if (!all)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to look at the target");
    vro_ranks_share(ranks, own, all, sizeof *own);
    *own = all[0];
    free(all);
    return VRO_OK;
}

// A run with large replicates has this many children at least.
static uint64_t replicates_least(const vro_specification *specification) {
    return specification->random.replicate == VRO_REPLICATE ? VRO_REPLICATE_CHILDREN : 1;
}

// The first look that has all children of an earlier run and all whose courses are written.
static vro_status choose_first(const vro_run_study *run, const vro_ranks *ranks, uint64_t *look,
                               vro_errors *errors) {
    const uint64_t courses = run->checkpoint.specification.size.courses;
    // Up to the end of the last block done; a job of several ranks leaves gaps before it.
    const vro_interval_set *done = &run->checkpoint.done;
    const vro_interval reached = {0, done->count > 0 ? done->intervals[done->count - 1].end : 0};
    verdict own = {.children = vro_specification_children(&run->checkpoint.specification, reached)};
    const vro_status status = share_verdict(ranks, &own, errors);
    const uint64_t least = own.children > courses ? own.children : courses;
    const uint64_t looked = replicates_least(&run->checkpoint.specification);
    *look = vro_precision_target_next_look(least > looked ? least - 1 : looked - 1);
    return status;
}

static vro_status judge(const vro_run_study *run, const vro_ranks *ranks, uint64_t look,
                        verdict *found, vro_errors *errors) {
    const vro_results_view results = {.scenario = &run->scenario, .tally = &run->checkpoint.tally};
    *found = (verdict){.children = look};
    if (ranks->rank == 0)
        found->needed = vro_precision_target_children(&run->target, &results);
    return share_verdict(ranks, found, errors);
}

static bool is_met(const verdict *found) {
    return found->needed <= (double)found->children;
}

static bool is_speaking(const vro_session *session) {
    return vro_session_is_first(session) && !session->options.quiet;
}

// earlier: children of an earlier run, which took none of this one's time.
static void report_pilot(const vro_session *session, const verdict *found, uint64_t earlier) {
    FILE *output = session->options.output;
    if (!is_speaking(session) || is_met(found) || found->children <= earlier ||
        found->needed >= VRO_PRECISION_TARGET_NEVER)
        return;
    const double seconds_per_child = session->seconds / (double)(found->children - earlier);
    fprintf(output, "Pilot of %" PRIu64 " children: about %.2g are needed, %.2g s\n",
            found->children, found->needed, seconds_per_child * (found->needed - (double)earlier));
    fflush(output);
}

static void report_end(const vro_session *session, const verdict *found) {
    if (is_speaking(session) && is_met(found)) {
        fprintf(session->options.output, "Target met with %" PRIu64 " children\n", found->children);
    } else if (vro_session_is_first(session) && !is_met(found)) {
        fprintf(stderr, "vrosim: the target was not met with %" PRIu64 " children (--patients); ",
                found->children);
        if (found->needed < VRO_PRECISION_TARGET_NEVER)
            fprintf(stderr, "about %.2g are needed\n", found->needed);
        else
            fputs("an outcome has not occurred, or too few children have it\n", stderr);
    }
}

// Makes specification and checkpoint those of a run with this number of children.
static vro_status end_with(vro_run_study *run, const vro_session *session, uint64_t children,
                           vro_errors *errors) {
    vro_checkpoint *checkpoint = &run->checkpoint;
    checkpoint->specification.size.patients = children;
    checkpoint->planned = vro_specification_blocks(&checkpoint->specification);
    if (!vro_session_is_first(session) || !run->checkpoint_path)
        return VRO_OK;
    return vro_checkpoint_file_write(checkpoint, run->checkpoint_path, errors);
}

vro_status vro_interim_looks_run(void *study, vro_session *session, vro_errors *errors) {
    vro_run_study *run = study;
    const uint64_t most = run->checkpoint.specification.size.patients;
    const uint64_t earlier = vro_checkpoint_children(&run->checkpoint);
    uint64_t look = 0;
    verdict found = {0};
    vro_status status = VRO_OK;
    TRY(choose_first(run, &session->ranks, &look, errors));
    for (bool pilot = true;; pilot = false) {
        const uint64_t children = look < most ? look : most;
        session->pool.total = children;
        TRY(vro_run_study_run(run, session, (vro_interval){0, vro_block_count(children)}, errors));
        TRY(judge(run, &session->ranks, children, &found, errors));
        if (is_met(&found) || children == most)
            break;
        if (pilot)
            report_pilot(session, &found, earlier);
        look = vro_precision_target_next_look(look);
    }
    report_end(session, &found);
    TRY(end_with(run, session, found.children, errors));
out:
    return status;
}
