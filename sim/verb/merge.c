#include "vrosim/verb/merge.h"

#include "vrosim/simulate/shards.h"
#include "vrosim/study/ensemble_file.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/run_study.h"

#include <inttypes.h>

typedef struct gathering {
    vro_checkpoint checkpoint; // the sums of all files that fit together
    bool begun;                // there is one such file
    vro_shards shards;         // blocks that any of them is of, done or not
    vro_status status;         // the first fault
    vro_errors *errors;
} gathering;

static void note(gathering *self, vro_status status) {
    self->status = self->status == VRO_OK ? status : self->status;
}

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

// Takes part over, or adds it to the first.
static vro_status take_checkpoint(gathering *self, vro_checkpoint *checkpoint, const char *file) {
    vro_status status = VRO_OK;
    const vro_interval planned = checkpoint->planned;
    if (self->begun) {
        status = vro_checkpoint_merge(&self->checkpoint, checkpoint, file, self->errors);
    } else {
        self->checkpoint = *checkpoint;
        self->begun = true;
        *checkpoint = (vro_checkpoint){0};
    }
    return status == VRO_OK ? vro_shards_add(&self->shards, planned, self->errors) : status;
}

static void add_file(gathering *self, const char *file) {
    vro_checkpoint checkpoint;
    vro_status status = vro_checkpoint_read(&checkpoint, file, self->errors);
    if (status == VRO_OK) {
        note(self, check_finished(&checkpoint, file, self->errors));
        status = take_checkpoint(self, &checkpoint, file);
    }
    note(self, status);
    vro_checkpoint_free(&checkpoint);
}

// All files into part, which the caller frees.
static vro_status gather(const vro_options *options, vro_checkpoint *checkpoint,
                         vro_errors *errors) {
    gathering self = {.errors = errors};
    self.status = vro_shards_init(&self.shards, "blocks", options->table_count, errors);
    for (size_t i = 0; i < options->table_count && self.status != VRO_NO_MEMORY; i++)
        add_file(&self, options->tables[i]);
    if (self.begun && self.status != VRO_NO_MEMORY) {
        const uint64_t blocks = vro_specification_blocks(&self.checkpoint.specification).end;
        note(&self, vro_shards_check(&self.shards, blocks, errors));
    }
    vro_shards_free(&self.shards);
    *checkpoint = self.checkpoint;
    return self.status;
}

// What a tally file or an ensemble file is of.
typedef enum work { UNKNOWN, RUN, ANALYSIS } work;

static work work_of(const char *file) {
    return vro_checkpoint_is_on(file) ? RUN : vro_ensemble_file_is_on(file) ? ANALYSIS : UNKNOWN;
}

// What the first file that is of any work is of; all others must be of the same.
static vro_status find_work(const vro_options *options, work *found, vro_errors *errors) {
    static const char *const words[] = {[RUN] = "a run", [ANALYSIS] = "an uncertainty analysis"};
    const char *first = NULL;
    vro_status status = VRO_OK;
    *found = UNKNOWN;
    for (size_t i = 0; i < options->table_count; i++) {
        const char *file = options->tables[i];
        const work own = work_of(file);
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
    vro_run_study run = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, vro_run_study_steps(), &run);
    TRY(gather(options, &run.checkpoint, errors));
    TRY(vro_specification_scenario(&run.checkpoint.specification, &run.scenario, errors));
    const vro_workload workload = vro_run_study_workload(&run);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = vro_run_study_free(&run, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_merge_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    work found;
    const vro_status status = find_work(options, &found, errors);
    if (status != VRO_OK)
        return status;
    return (found == ANALYSIS ? vro_psa_merge : merge_run)(options, output, errors);
}

void vro_merge_inspect(const vro_options *options, vro_errors *errors) {
    work found;
    vro_checkpoint checkpoint = {0};
    if (find_work(options, &found, errors) != VRO_OK)
        return;
    if (found == ANALYSIS)
        vro_psa_merge_inspect(options, errors);
    else
        (void)!gather(options, &checkpoint, errors);
    vro_checkpoint_free(&checkpoint);
}
