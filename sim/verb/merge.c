#include "vrosim/verb/merge.h"

#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/study/ensemble_file.h"
#include "vrosim/verb/gather_shards.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/run_study.h"

#include <inttypes.h>

static vro_status check_finished(const vro_checkpoint *checkpoint, const char *file,
                                 vro_errors *errors) {
    const uint64_t planned = checkpoint->planned.end - checkpoint->planned.first;
    const uint64_t done = vro_interval_set_total(&checkpoint->done);
    if (done == planned)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is not finished: it has %" PRIu64 " of %" PRIu64
                          " blocks of children; continue with vrosim run --resume",
                          done, planned);
}

// Its results would be said to be those of an analysis.
static vro_status check_is_run(const vro_checkpoint *checkpoint, const char *file,
                               vro_errors *errors) {
    if (!checkpoint->specification.analysis)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is a damaged tally file: it is from a run, and names an analysis");
}

// Adds a file to the checkpoint that all of them make, or begins with it (vro_shard_reader).
static vro_status read_checkpoint(void *merged, const char *file, vro_shards *shards,
                                  uint64_t *blocks, vro_errors *errors) {
    vro_checkpoint *sum = merged, own;
    vro_status status = VRO_OK, finished = VRO_OK;
    TRY(vro_checkpoint_file_read(&own, file, errors));
    TRY(check_is_run(&own, file, errors));
    const vro_interval planned = own.planned;
    finished = check_finished(&own, file, errors);
    if (*blocks > 0) {
        TRY(vro_checkpoint_merge(sum, &own, file, errors));
    } else {
        *sum = own;
        own = (vro_checkpoint){0};
        *blocks = vro_specification_blocks(&sum->specification).end;
    }
    TRY(vro_shards_add(shards, planned, errors));
out:
    vro_checkpoint_free(&own);
    return finished == VRO_OK ? status : finished;
}

// All files into a zeroed checkpoint, which the caller frees.
static vro_status gather(const vro_options *options, vro_checkpoint *sum, vro_errors *errors) {
    return vro_gather_shards(options->tables, options->table_count, "blocks", read_checkpoint, sum,
                             errors);
}

// What a file of a shard holds.
typedef enum content { UNKNOWN, RUN, ANALYSIS } content;

// The content of the first file that is known; all others must have the same.
static vro_status find_content(const vro_options *options, content *found, vro_errors *errors) {
    static const char *const words[] = {[RUN] = "a run", [ANALYSIS] = "an uncertainty analysis"};
    const char *first = NULL;
    vro_status status = VRO_OK;
    *found = UNKNOWN;
    for (size_t i = 0; i < options->table_count; i++) {
        const char *file = options->tables[i];
        const content own = vro_checkpoint_file_is_on(file) ? RUN
                            : vro_ensemble_file_is_on(file) ? ANALYSIS
                                                            : UNKNOWN;
        if (*found == UNKNOWN) {
            *found = own;
            first = file;
        } else if (own != UNKNOWN && own != *found) {
            status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                    "is from %s, but %s is from %s; merge them separately",
                                    words[own], first, words[*found]);
        }
    }
    return status;
}

static vro_status merge_run(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    const vro_session_steps *steps = vro_run_study_steps();
    vro_run_study run = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, steps, &run);
    TRY(gather(options, &run.checkpoint, errors));
    vro_request_format(options, &run.checkpoint.specification);
    TRY(vro_specification_scenario(&run.checkpoint.specification, &run.scenario, errors));
    const vro_workload workload = steps->workload(&run);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = steps->free(&run, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_merge_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    content found;
    const vro_status status = find_content(options, &found, errors);
    if (status != VRO_OK)
        return status;
    return (found == ANALYSIS ? vro_psa_merge : merge_run)(options, output, errors);
}

void vro_merge_inspect(const vro_options *options, vro_errors *errors) {
    content found;
    vro_checkpoint checkpoint = {0};
    if (find_content(options, &found, errors) != VRO_OK)
        return;
    if (found == ANALYSIS)
        vro_psa_merge_inspect(options, errors);
    else
        (void)!gather(options, &checkpoint, errors);
    vro_checkpoint_free(&checkpoint);
}
