#include "vrosim/table/manifest.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/simulate/specification_json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM "vrosim"

enum { BYTES_MAX = 256 << 20 }; // the longest list of children takes less than 64 MiB

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the manifest");
}

static json_t *names_json(char *const *names, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count && list; i++) {
        if (json_array_append_new(list, json_string(names[i])) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static vro_status set_program(json_t *manifest, vro_errors *errors) {
    const vro_json_entry entries[] = {
        {"program", json_string(PROGRAM)},
        {"version", json_string(VRO_VERSION)},
    };
    return vro_json_set_all(manifest, entries, sizeof entries / sizeof *entries, errors);
}

static vro_status set_results(json_t *manifest, const vro_scenario *scenario,
                              const vro_run_environment *environment,
                              const vro_file_digests *outputs, vro_errors *errors) {
    // parameters.csv, the scenario that was run, is an output and serves as an input.
    const char *parameters = vro_file_digests_find(outputs, VRO_PARAMETERS_FILE);
    const vro_json_entry entries[] = {
        {"strategies", names_json(scenario->strategy_names, scenario->strategies)},
        {"effective_parameters", parameters ? json_string(parameters) : json_null()},
        {"outputs", vro_file_digests_json(outputs)},
        {"environment", vro_run_environment_json(environment)},
    };
    return vro_json_set_all(manifest, entries, sizeof entries / sizeof *entries, errors);
}

static vro_status fill(json_t *manifest, const vro_specification *specification,
                       const vro_run_environment *environment, const vro_file_digests *outputs,
                       vro_errors *errors) {
    vro_scenario scenario;
    vro_status status = VRO_OK;
    TRY(vro_specification_scenario(specification, &scenario, errors));
    TRY(set_program(manifest, errors));
    TRY(vro_specification_json_write(specification, manifest, errors));
    TRY(set_results(manifest, &scenario, environment, outputs, errors));
out:
    vro_scenario_free(&scenario);
    return status;
}

static vro_status write_json(const json_t *json, vro_new_folder *folder, vro_errors *errors) {
    char *path = vro_new_folder_path_of(folder, VRO_MANIFEST_FILE, errors);
    if (!path)
        return VRO_NO_MEMORY;
    vro_status status = VRO_BAD_OUTPUT;
    FILE *file = vro_new_folder_create(folder, VRO_MANIFEST_FILE, errors);
    if (file) {
        const int dumped = json_dumpf(json, file, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
        putc('\n', file);
        // The stream keeps a failed write, which the close reports.
        status = vro_atomic_file_close(&file, path, errors);
        if (status == VRO_OK && dumped != 0)
            status = no_memory(errors);
    }
    free(path);
    return status;
}

vro_status vro_manifest_write(const vro_specification *specification,
                              const vro_run_environment *environment, vro_new_folder *folder,
                              vro_errors *errors) {
    vro_file_digests outputs;
    json_t *manifest = NULL;
    vro_status status = VRO_OK;
    TRY(vro_file_digests_scan(&outputs, folder, errors));
    manifest = json_object();
    TRY(fill(manifest, specification, environment, &outputs, errors));
    TRY(write_json(manifest, folder, errors));
out:
    json_decref(manifest);
    vro_file_digests_free(&outputs);
    return status;
}

bool vro_manifest_is_one(const json_t *json) {
    const char *program;
    return vro_json_read_text(json, "program", &program) && strcmp(program, PROGRAM) == 0;
}

// line: of the file; 0: the whole file.
static vro_status unread(const char *path, size_t line, const char *why, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = path, .line = line},
                          "cannot be read as a manifest: %s", why);
}

// A stream of which so many bytes may still be read.
typedef struct limited_stream {
    FILE *file;
    size_t left;
} limited_stream;

static size_t read_some(void *buffer, size_t size, void *stream) {
    limited_stream *self = stream;
    const size_t got = fread(buffer, 1, size < self->left ? size : self->left, self->file);
    self->left -= got;
    return got;
}

static vro_status load_stream(json_t **json, FILE *file, const char *path, vro_errors *errors) {
    limited_stream stream = {file, BYTES_MAX};
    json_error_t error;
    *json = json_load_callback(read_some, &stream, JSON_REJECT_DUPLICATES, &error);
    if (*json)
        return VRO_OK;
    if (stream.left == 0)
        return unread(path, 0, "it has more than 256 MiB, or comes from a pipe that does not end",
                      errors);
    if (ferror(file)) // a folder can be opened, but not read
        return unread(path, 0, strerror(errno), errors);
    if (vro_json_was_short(&error))
        return no_memory(errors);
    return unread(path, error.line > 0 ? (size_t)error.line : 0, error.text, errors);
}

static vro_status load(json_t **json, const char *path, vro_errors *errors) {
    FILE *file = fopen(path, "re");
    *json = NULL;
    if (!file)
        return unread(path, 0, strerror(errno), errors);
    const vro_status status = load_stream(json, file, path, errors);
    fclose(file);
    return status;
}

vro_status vro_manifest_read_json(json_t **json, const char *path, vro_errors *errors) {
    const vro_status status = load(json, path, errors);
    if (status != VRO_OK || vro_manifest_is_one(*json))
        return status;
    json_decref(*json);
    *json = NULL;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = path},
                          "is not a manifest of " PROGRAM);
}

vro_status vro_manifest_read(vro_manifest *self, const char *path, vro_errors *errors) {
    json_t *json = NULL;
    vro_status status = VRO_OK;
    *self = (vro_manifest){0};
    TRY(vro_manifest_read_json(&json, path, errors));
    TRY(vro_json_check_version(json, path, errors));
    TRY(vro_specification_json_read(&self->specification, json, path, errors));
    TRY(vro_file_digests_from_json(&self->outputs, json_object_get(json, "outputs"), path, errors));
out:
    if (status != VRO_OK)
        vro_manifest_free(self);
    json_decref(json);
    return status;
}

vro_status vro_manifest_compare(const vro_manifest *self, const vro_new_folder *folder,
                                vro_errors *errors) {
    vro_file_digests made;
    vro_status status = VRO_OK;
    TRY(vro_file_digests_scan(&made, folder, errors));
    TRY(vro_file_digests_compare(&self->outputs, &made, errors));
out:
    vro_file_digests_free(&made);
    return status;
}

void vro_manifest_free(vro_manifest *self) {
    vro_file_digests_free(&self->outputs);
    vro_specification_free(&self->specification);
    *self = (vro_manifest){0};
}
