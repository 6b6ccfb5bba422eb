#include "vrosim/verb/psa_shard.h"

#include "vrosim/study/ensemble_file.h"
#include "vrosim/verb/gather_shards.h"
#include "vrosim/verb/resume.h"

#include <inttypes.h>

// Whether a file holds what the shard will hold.
static bool is_same(const vro_ensemble_file *old, const vro_psa_plan *plan, vro_interval samples) {
    vro_errors differences = {0};
    const bool same =
        old->header.samples.first == samples.first && old->header.samples.end == samples.end &&
        vro_psa_plan_compare(plan, &old->header.specification, "", &differences) == VRO_OK;
    vro_errors_free(&differences);
    return same;
}

static vro_status check_old(const char *file, const vro_psa_plan *plan, vro_interval samples,
                            vro_errors *errors) {
    const vro_place place = {.file = file};
    vro_ensemble_file old;
    vro_status status = vro_ensemble_file_read(&old, file, errors);
    if (status == VRO_BAD_INPUT)
        status =
            vro_errors_add(errors, status, &place, "name another file, or replace it with --force");
    else if (status == VRO_OK && !is_same(&old, plan, samples))
        status = vro_errors_add(errors, VRO_BAD_USAGE, &place,
                                "holds a shard of another analysis; name another file, or replace "
                                "it with --force");
    vro_ensemble_file_free(&old);
    return status;
}

vro_status vro_psa_shard_protect(const vro_psa_plan *plan, vro_interval samples, const char *file,
                                 bool force, vro_errors *errors) {
    const vro_status status = vro_ensemble_file_check_path(file, errors);
    if (status != VRO_OK || force || vro_resume_is_empty(file))
        return status;
    return check_old(file, plan, samples, errors);
}

// What the files make together.
typedef struct merged_psa {
    vro_psa_plan *plan;     // of the first file that could be read
    vro_ensemble *ensemble; // the samples of all that fit together
} merged_psa;

// Takes the plan from the specification of a file. Its faults would name single lines of
// parameters, which only a program can have written.
static vro_status take_plan(vro_psa_plan *plan, const vro_ensemble_file *file, const char *name,
                            vro_errors *errors) {
    vro_errors faults = {0};
    vro_specification specification;
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&specification, &file->header.specification, errors));
    status = vro_psa_plan_take(plan, &specification, &faults);
    if (status == VRO_NO_MEMORY)
        vro_errors_take(errors, &faults);
    else if (status != VRO_OK)
        vro_errors_add(errors, status, &(vro_place){.file = name},
                       "is a damaged ensemble file: its analysis cannot be repeated");
out:
    vro_errors_free(&faults);
    return status;
}

static vro_status check_file(const vro_ensemble_file *file, const vro_psa_plan *plan,
                             const char *name, vro_errors *errors) {
    return vro_ensemble_file_check(file, &plan->analysis.uncertainty, plan->questions.samples, name,
                                   errors);
}

// Makes room for all samples of the analysis of a file, which must fit its own specification.
static vro_status begin(const merged_psa *self, const vro_ensemble_file *file, const char *name,
                        vro_errors *errors) {
    vro_psa_plan *plan = self->plan;
    vro_status status = VRO_OK;
    TRY(take_plan(plan, file, name, errors));
    TRY(check_file(file, plan, name, errors));
    TRY(vro_ensemble_init(self->ensemble, &plan->analysis.uncertainty,
                          (size_t)plan->questions.samples,
                          plan->analysis.specification.size.patients, errors));
out:
    if (status != VRO_OK)
        vro_psa_plan_free(plan);
    return status;
}

static vro_status check_alike(const vro_psa_plan *plan, const vro_ensemble_file *file,
                              const char *name, vro_errors *errors) {
    const vro_status status = vro_psa_plan_compare(plan, &file->header.specification, name, errors);
    return status == VRO_OK ? check_file(file, plan, name, errors) : status;
}

static vro_status check_doubled(const vro_shards *shards, vro_interval samples, const char *name,
                                vro_errors *errors) {
    const vro_interval common = vro_interval_set_common(&shards->held, samples);
    if (common.first >= common.end)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = name},
                          "holds samples %" PRIu64 " to %" PRIu64
                          ", which another file holds already; name each shard once",
                          common.first + 1, common.end);
}

static vro_status read_samples(void *merged, const char *name, vro_checksummed_bytes *bytes,
                               vro_shards *shards, uint64_t *samples, vro_errors *errors) {
    const merged_psa *self = merged;
    vro_ensemble_file file;
    vro_status status = VRO_OK;
    unsigned char *at = bytes->at;
    bytes->at = NULL; // the file's from now on
    TRY(vro_ensemble_file_decode(&file, at, bytes->size, name, errors));
    TRY(*samples > 0 ? check_alike(self->plan, &file, name, errors)
                     : begin(self, &file, name, errors));
    *samples = self->plan->questions.samples;
    TRY(check_doubled(shards, file.header.samples, name, errors));
    TRY(vro_ensemble_file_fill(&file, self->ensemble, name, errors));
    TRY(vro_shards_add(shards, file.header.samples, errors));
out:
    vro_ensemble_file_free(&file);
    return status;
}

vro_status vro_psa_shard_gather(vro_shard_inputs *files, vro_psa_plan *plan, vro_ensemble *ensemble,
                                vro_errors *errors) {
    merged_psa merged = {plan, ensemble};
    return vro_gather_shards(files, "samples", read_samples, &merged, errors);
}
