#include "vrosim/verb/resume.h"

#include "vrosim/input/child_list_reader.h"
#include "vrosim/simulate/checkpoint_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint64_t number_or(const uint64_t *requested, uint64_t number) {
    return requested ? *requested : number;
}

// The scenario of the request, under the reference of the file unless it names another.
static vro_status load_scenario(vro_scenario *self, const vro_resume_request *request,
                                const vro_specification *file, vro_errors *errors) {
    const vro_status status = vro_load_scenario(self, request->scenario, errors);
    if (status != VRO_OK || request->reference)
        return status;
    const size_t reference = vro_scenario_find(self, file->reference);
    if (reference < self->strategies)
        vro_scenario_put_first(self, reference);
    return VRO_OK;
}

static vro_status copy_specification(vro_specification *self, const vro_resume_request *request,
                                     const vro_specification *file, vro_errors *errors) {
    const vro_status status = vro_specification_copy(self, file, errors);
    if (status != VRO_OK || !request->reference)
        return status;
    free(self->reference);
    self->reference = strdup(request->reference);
    return self->reference ? VRO_OK
                           : vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                            "not enough memory for the specification of a run");
}

static vro_status name_scenario(vro_specification *self, const char *name, vro_errors *errors) {
    char *copy = strdup(name);
    if (!copy)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for the specification of a run");
    free(self->scenario);
    self->scenario = copy;
    return VRO_OK;
}

// The list of the request or, without one, that of the file. With a scenario the request's is there
// already.
static vro_status specify_children(vro_specification *self, const vro_resume_request *request,
                                   const vro_specification *file, vro_errors *errors) {
    vro_child_list children = {0};
    vro_status status = VRO_OK;
    if (request->children && request->scenario)
        return VRO_OK;
    if (request->children)
        TRY(vro_load_children(&children, request->children, errors));
    else if (file->children)
        TRY(vro_child_list_parse(&children, "children", file->children, strlen(file->children),
                                 errors));
    TRY(vro_specification_set_children(self, &children, errors));
    if (!request->children && file->children) // the name of the file's scenario has the list's
        TRY(name_scenario(self, file->scenario, errors));
out:
    vro_child_list_free(&children);
    return status;
}

// The specification that the request makes of the file's.
static vro_status specify(vro_specification *self, const vro_resume_request *request,
                          const vro_specification *file, vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_status status = VRO_OK;
    if (request->scenario) {
        const vro_scenario_source *source = &request->scenario->source;
        TRY(load_scenario(&scenario, request, file, errors));
        TRY(vro_specification_init(self, &scenario, source->paths, source->path_count, errors));
    } else {
        TRY(copy_specification(self, request, file, errors));
    }
    TRY(specify_children(self, request, file, errors));
    self->random.seed = number_or(request->seed, file->random.seed);
    self->random.stream = number_or(request->stream, file->random.stream);
    self->size.patients = number_or(request->patients, file->size.patients);
    self->random.replicate = number_or(request->sampling, file->random.replicate);
    self->random = vro_slot_draws_source(self->random, self->size.patients);
    self->size.courses = number_or(request->courses, file->size.courses);
    self->subgroups = request->subgroups ? *request->subgroups : file->subgroups;
out:
    vro_scenario_free(&scenario);
    return status;
}

static vro_status compare_specification(const vro_resume_request *request,
                                        const vro_specification *file, vro_errors *errors) {
    vro_specification requested = {0};
    vro_status status = VRO_OK;
    TRY(specify(&requested, request, file, errors));
    TRY(vro_specification_compare(&requested, file, request->file, errors));
out:
    vro_specification_free(&requested);
    return status;
}

static vro_status compare_shard(const vro_resume_request *request, const vro_checkpoint *checkpoint,
                                vro_errors *errors) {
    const uint64_t blocks = vro_specification_blocks(&checkpoint->specification).end;
    const vro_shard *shard = request->shard;
    if (!shard)
        return VRO_OK;
    const vro_interval requested = vro_shard_interval(shard, blocks);
    if (requested.first == checkpoint->planned.first && requested.end == checkpoint->planned.end)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = request->file},
                          "it is not shard %" PRIu64 " of %" PRIu64, shard->number, shard->count);
}

vro_status vro_resume_read(const vro_resume_request *request, vro_checkpoint *checkpoint,
                           vro_scenario *scenario, vro_errors *errors) {
    *scenario = (vro_scenario){0};
    vro_status status = VRO_OK;
    TRY(vro_checkpoint_file_read(checkpoint, request->file, errors));
    status = compare_specification(request, &checkpoint->specification, errors);
    const vro_status shard = compare_shard(request, checkpoint, errors);
    TRY(status == VRO_OK ? shard : status);
    TRY(vro_specification_scenario(&checkpoint->specification, scenario, errors));
out:
    if (status != VRO_OK)
        vro_checkpoint_free(checkpoint);
    return status;
}

bool vro_resume_is_empty(const char *file) {
    struct stat about;
    return stat(file, &about) != 0 || about.st_size == 0;
}

// What a file holds may go where it is finished: a whole run has its results, and a shard is made
// again by the one that takes its place.
static bool is_dispensable(const vro_checkpoint *old, const vro_checkpoint *next) {
    vro_errors differences = {0};
    const vro_interval all = vro_specification_blocks(&old->specification), planned = old->planned;
    const bool whole = planned.first == all.first && planned.end == all.end;
    const bool same = planned.first == next->planned.first && planned.end == next->planned.end &&
                      vro_specification_compare(&old->specification, &next->specification, "",
                                                &differences) == VRO_OK;
    vro_errors_free(&differences);
    return whole || same;
}

static vro_status check_old(const vro_checkpoint *old, const vro_checkpoint *next, const char *file,
                            vro_errors *errors) {
    const vro_place place = {.file = file};
    if (vro_interval_set_total(&old->done) < old->planned.end - old->planned.first) {
        return vro_errors_add(
            errors, VRO_BAD_USAGE, &place,
            "holds a run that is not finished; continue with --resume, name another "
            "file, or replace it with --force");
    }
    if (!is_dispensable(old, next)) {
        return vro_errors_add(errors, VRO_BAD_USAGE, &place,
                              "holds a finished shard of another study; name another file, or "
                              "replace it with --force");
    }
    return VRO_OK;
}

vro_status vro_resume_protect(const char *file, const vro_checkpoint *next, bool force,
                              vro_errors *errors) {
    vro_checkpoint old;
    vro_status status = vro_checkpoint_file_check_path(file, errors);
    if (status != VRO_OK || force || vro_resume_is_empty(file))
        return status;
    status = vro_checkpoint_file_read(&old, file, errors);
    if (status == VRO_BAD_INPUT) {
        return vro_errors_add(errors, status, &(vro_place){.file = file},
                              "name another file, or replace it with --force");
    }
    status = status == VRO_OK ? check_old(&old, next, file, errors) : status;
    vro_checkpoint_free(&old);
    return status;
}
