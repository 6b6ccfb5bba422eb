#include "vrosim/verb/psa_shard.h"

#include "vrosim/simulate/shards.h"
#include "vrosim/study/ensemble_file.h"

#include <inttypes.h>
#include <sys/stat.h>

static bool is_empty(const char *file) {
    struct stat about;
    return stat(file, &about) != 0 || about.st_size == 0;
}

// Whether a file holds what the shard will hold.
static bool is_same(const vro_ensemble_file *old, const vro_psa_plan *plan, vro_interval samples) {
    vro_errors differences = {0};
    const bool same = old->samples.first == samples.first && old->samples.end == samples.end &&
                      vro_psa_plan_compare(plan, &old->specification, "", &differences) == VRO_OK;
    vro_errors_free(&differences);
    return same;
}

static vro_status check_old(const char *file, const vro_psa_plan *plan, vro_interval samples,
                            vro_errors *errors) {
    vro_ensemble_file old;
    vro_status status = vro_ensemble_file_read(&old, file, errors);
    const char *reason = status == VRO_OK ? "holds a shard of another analysis; " : "";
    if (status == VRO_BAD_INPUT || (status == VRO_OK && !is_same(&old, plan, samples))) {
        status = vro_errors_add(errors, status == VRO_OK ? VRO_BAD_USAGE : status,
                                &(vro_place){.file = file},
                                "%sname another file, or replace it with --force", reason);
    }
    vro_ensemble_file_free(&old);
    return status;
}

vro_status vro_psa_shard_protect(const vro_psa_plan *plan, vro_interval samples, const char *file,
                                 bool force, vro_errors *errors) {
    const vro_status status = vro_ensemble_file_check_path(file, errors);
    if (status != VRO_OK || force || is_empty(file))
        return status;
    return check_old(file, plan, samples, errors);
}

typedef struct gathering {
    vro_psa_plan *plan;     // of the first file that could be read
    vro_ensemble *ensemble; // the samples of all that fit together
    bool begun;             // there is such a file
    vro_shards shards;
    vro_status status; // the first fault
    vro_errors *errors;
} gathering;

static void note(gathering *self, vro_status status) {
    self->status = self->status == VRO_OK ? status : self->status;
}

// Takes the plan from the order of a file. Its faults would be of single lines of parameters, which
// only a program could have written.
static vro_status take_plan(gathering *self, const vro_ensemble_file *file, const char *name) {
    vro_errors faults = {0};
    vro_specification specification;
    vro_status status = vro_specification_copy(&specification, &file->specification, self->errors);
    if (status != VRO_OK)
        return status;
    status = vro_psa_plan_take(self->plan, &specification, &faults);
    if (status == VRO_NO_MEMORY) {
        vro_errors_take(self->errors, &faults);
    } else if (status != VRO_OK) {
        vro_errors_add(self->errors, status, &(vro_place){.file = name},
                       "is a damaged ensemble file: its analysis cannot be repeated");
    }
    vro_errors_free(&faults);
    return status;
}

// Makes room for all samples of the analysis that a file is of. The file must fit its own order.
static vro_status begin(gathering *self, const vro_ensemble_file *file, const char *name) {
    vro_psa_plan *plan = self->plan;
    vro_status status = take_plan(self, file, name);
    if (status == VRO_OK) {
        status = vro_ensemble_file_check(file, &plan->analysis.uncertainty, plan->questions.samples,
                                         name, self->errors);
    }
    if (status == VRO_OK) {
        status = vro_ensemble_init(self->ensemble, &plan->analysis.uncertainty,
                                   (size_t)plan->questions.samples,
                                   plan->analysis.specification.size.patients, self->errors);
    }
    if (status != VRO_OK)
        vro_psa_plan_free(plan);
    self->begun = status == VRO_OK;
    return status;
}

static vro_status check_alike(const gathering *self, const vro_ensemble_file *file,
                              const char *name) {
    const vro_psa_plan *plan = self->plan;
    const vro_status status = vro_psa_plan_compare(plan, &file->specification, name, self->errors);
    return status == VRO_OK ? vro_ensemble_file_check(file, &plan->analysis.uncertainty,
                                                      plan->questions.samples, name, self->errors)
                            : status;
}

static vro_status check_doubled(const gathering *self, vro_interval samples, const char *name) {
    const vro_interval common = vro_interval_set_common(&self->shards.held, samples);
    if (common.first >= common.end)
        return VRO_OK;
    return vro_errors_add(self->errors, VRO_BAD_INPUT, &(vro_place){.file = name},
                          "holds samples %" PRIu64 " to %" PRIu64
                          ", which another file holds already; name each shard once",
                          common.first + 1, common.end);
}

static void add_file(gathering *self, const char *name) {
    vro_ensemble_file file;
    vro_status status = vro_ensemble_file_read(&file, name, self->errors);
    if (status == VRO_OK)
        status = self->begun ? check_alike(self, &file, name) : begin(self, &file, name);
    if (status == VRO_OK)
        status = check_doubled(self, file.samples, name);
    if (status == VRO_OK)
        status = vro_ensemble_file_fill(&file, self->ensemble, name, self->errors);
    if (status == VRO_OK)
        status = vro_shards_add(&self->shards, file.samples, self->errors);
    note(self, status);
    vro_ensemble_file_free(&file);
}

vro_status vro_psa_shard_gather(const char *const *files, size_t count, vro_psa_plan *plan,
                                vro_ensemble *ensemble, vro_errors *errors) {
    gathering self = {.plan = plan, .ensemble = ensemble, .errors = errors};
    self.status = vro_shards_init(&self.shards, "samples", count, errors);
    for (size_t i = 0; i < count && self.status != VRO_NO_MEMORY; i++)
        add_file(&self, files[i]);
    if (self.begun && self.status != VRO_NO_MEMORY)
        note(&self, vro_shards_check(&self.shards, plan->questions.samples, errors));
    vro_shards_free(&self.shards);
    return self.status;
}
