#include "vrosim/verb/resume.h"

#include "vrosim/verb/load_scenario.h"

#include <inttypes.h>
#include <sys/stat.h>

// The numbers of the options where they were given, else those of the file.
static void set_numbers(vro_specification *self, const vro_options *options,
                        const vro_specification *file) {
    self->random = file->random;
    self->size = file->size;
    if (vro_options_given(options, VRO_OPTION_SEED))
        self->random.seed = options->random.seed;
    if (vro_options_given(options, VRO_OPTION_STREAM))
        self->random.stream = options->random.stream;
    if (vro_options_given(options, VRO_OPTION_PATIENTS))
        self->size.patients = options->size.patients;
    if (vro_options_given(options, VRO_OPTION_COURSES))
        self->size.courses = options->size.courses;
}

// The order that the tables of the options make.
static vro_status load_specification(const vro_options *options, vro_specification *specification,
                                     vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_status status = vro_load_scenario(options, &scenario, errors);
    if (status == VRO_OK) {
        status = vro_specification_init(specification, &scenario, options->tables,
                                        options->table_count, errors);
    }
    vro_scenario_free(&scenario);
    return status;
}

static vro_status compare_specification(const vro_options *options,
                                        const vro_checkpoint *checkpoint, vro_errors *errors) {
    vro_specification asked = {0};
    vro_status status = options->table_count > 0 || options->strategies
                            ? load_specification(options, &asked, errors)
                            : vro_specification_copy(&asked, &checkpoint->specification, errors);
    set_numbers(&asked, options, &checkpoint->specification);
    asked.subgroups = vro_options_given(options, VRO_OPTION_SUBGROUPS)
                          ? options->subgroups
                          : checkpoint->specification.subgroups;
    if (status == VRO_OK) {
        status =
            vro_specification_compare(&asked, &checkpoint->specification, options->resume, errors);
    }
    vro_specification_free(&asked);
    return status;
}

static vro_status compare_shard(const vro_options *options, const vro_checkpoint *checkpoint,
                                vro_errors *errors) {
    const uint64_t blocks = vro_specification_blocks(&checkpoint->specification).end;
    if (options->shard.count == 0)
        return VRO_OK;
    const vro_interval asked = vro_shard_interval(&options->shard, blocks);
    if (asked.first == checkpoint->planned.first && asked.end == checkpoint->planned.end)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = options->resume},
                          "it is not shard %" PRIu64 " of %" PRIu64, options->shard.number,
                          options->shard.count);
}

vro_status vro_resume_read(const vro_options *options, vro_checkpoint *checkpoint,
                           vro_scenario *scenario, vro_errors *errors) {
    *scenario = (vro_scenario){0};
    vro_status status = vro_checkpoint_read(checkpoint, options->resume, errors);
    if (status != VRO_OK)
        return status;
    status = compare_specification(options, checkpoint, errors);
    const vro_status shard = compare_shard(options, checkpoint, errors);
    status = status == VRO_OK ? shard : status;
    if (status == VRO_OK)
        status = vro_specification_scenario(&checkpoint->specification, scenario, errors);
    if (status != VRO_OK)
        vro_checkpoint_free(checkpoint);
    return status;
}

static bool is_empty(const char *file) {
    struct stat about;
    return stat(file, &about) != 0 || about.st_size == 0;
}

// What a file holds may go where it is finished: a whole study has its results, and a shard is made
// again by the part that takes its place.
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
    vro_status status = vro_checkpoint_check_path(file, errors);
    if (status != VRO_OK || force || is_empty(file))
        return status;
    status = vro_checkpoint_read(&old, file, errors);
    if (status == VRO_BAD_INPUT) {
        return vro_errors_add(errors, status, &(vro_place){.file = file},
                              "name another file, or replace it with --force");
    }
    status = status == VRO_OK ? check_old(&old, next, file, errors) : status;
    vro_checkpoint_free(&old);
    return status;
}
