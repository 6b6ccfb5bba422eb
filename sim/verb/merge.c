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
static vro_status read_checkpoint(void *merged, const char *file, vro_checksummed_bytes *bytes,
                                  vro_shards *shards, uint64_t *blocks, vro_errors *errors) {
    vro_checkpoint *sum = merged, own;
    vro_status status = VRO_OK, finished = VRO_OK;
    TRY(vro_checkpoint_file_decode(&own, bytes->at, bytes->size, file, errors));
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
static vro_status gather(vro_shard_inputs *files, vro_checkpoint *sum, vro_errors *errors) {
    return vro_gather_shards(files, "blocks", read_checkpoint, sum, errors);
}

static const char *words_for(const vro_checksummed_file *kind) {
    return kind == vro_ensemble_file_kind() ? "an uncertainty analysis" : "a run";
}

// The kind of the first file that is of one; all others must be of the same. NULL: none is.
static vro_status find_kind(const vro_shard_inputs *files, const vro_checksummed_file **found,
                            vro_errors *errors) {
    const vro_shard_input *first = NULL;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < files->count; i++) {
        const vro_shard_input *file = &files->files[i];
        if (file->kind && !first)
            first = file;
        else if (file->kind && file->kind != first->kind)
            status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file->name},
                                    "is from %s, but %s is from %s; merge them separately",
                                    words_for(file->kind), first->name, words_for(first->kind));
    }
    *found = first ? first->kind : NULL;
    return status;
}

static vro_status merge_run(const vro_options *options, vro_shard_inputs *files, FILE *output,
                            vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    const vro_session_steps *steps = vro_run_study_steps();
    vro_run_study run = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, steps, &run);
    TRY(gather(files, &run.checkpoint, errors));
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
    vro_shard_inputs files;
    const vro_checksummed_file *kind;
    vro_status status = VRO_OK;
    TRY(vro_shard_inputs_open(&files, options->tables, options->table_count, errors));
    TRY(find_kind(&files, &kind, errors));
    status = (kind == vro_ensemble_file_kind() ? vro_psa_merge : merge_run)(options, &files, output,
                                                                            errors);
out:
    vro_shard_inputs_free(&files);
    return status;
}

void vro_merge_inspect(const vro_options *options, vro_errors *errors) {
    vro_shard_inputs files;
    const vro_checksummed_file *kind;
    vro_checkpoint checkpoint = {0};
    vro_status status = VRO_OK;
    TRY(vro_shard_inputs_open(&files, options->tables, options->table_count, errors));
    TRY(find_kind(&files, &kind, errors));
    if (kind == vro_ensemble_file_kind())
        vro_psa_merge_inspect(&files, errors);
    else
        status = gather(&files, &checkpoint, errors);
out:
    (void)status;
    vro_checkpoint_free(&checkpoint);
    vro_shard_inputs_free(&files);
}
