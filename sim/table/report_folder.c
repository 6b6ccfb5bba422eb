#include "vrosim/table/report_folder.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/file_digests.h"
#include "vrosim/file/json.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/simulate/specification_json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/report_names.h"
#include "vrosim/table/report_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 96 };

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the report");
}

// What writes one file.
typedef struct file_content {
    const vro_byte_buffer *bytes; // NULL: the page of the report
    const vro_report *report;
} file_content;

static vro_status write_content(const file_content *self, FILE *file, vro_errors *errors) {
    if (!self->bytes)
        return vro_report_page_write(self->report, file, errors);
    fwrite(self->bytes->at, 1, self->bytes->size, file); // the close finds what failed
    return VRO_OK;
}

static vro_status write_file(const file_content *content, const char *name, vro_new_folder *folder,
                             vro_errors *errors) {
    vro_status status = VRO_OK;
    FILE *file = NULL;
    char *path = vro_new_folder_path_of(folder, name, errors);
    TRY(path ? VRO_OK : VRO_NO_MEMORY);
    file = vro_new_folder_create(folder, name, errors);
    TRY(file ? VRO_OK : VRO_BAD_OUTPUT);
    status = write_content(content, file, errors);
    const vro_status closed = vro_atomic_file_close(&file, path, errors);
    status = status == VRO_OK ? closed : status;
out:
    free(path);
    return status;
}

vro_status vro_report_folder_write(const vro_report *report, vro_new_folder *folder,
                                   vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < report->count; i++) {
        char name[NAME_MAX_BYTES];
        const vro_report_figure *figure = &report->figures[i];
        if (figure->wide.left_out)
            continue;
        snprintf(name, sizeof name, VRO_FIGURES_FOLDER "/%s" VRO_FIGURE_ENDING,
                 figure->figure->name);
        TRY(write_file(&(file_content){&figure->wide.svg, report}, name, folder, errors));
    }
    TRY(write_file(&(file_content){NULL, report}, VRO_REPORT_FILE, folder, errors));
out:
    return status;
}

// The digest of parameters.csv in a folder, as far as it is there.
static vro_status set_digest(json_t *manifest, const vro_new_folder *folder, vro_errors *errors) {
    for (size_t i = 0; i < folder->count; i++) {
        char digest[VRO_DIGEST_TEXT];
        if (strcmp(folder->files[i].name, VRO_PARAMETERS_FILE) != 0)
            continue;
        const vro_status status = vro_digest_opened(vro_new_folder_reopen(folder, i),
                                                    VRO_PARAMETERS_FILE, digest, errors);
        return status == VRO_OK
                   ? vro_json_set_text(manifest, "effective_parameters", digest, errors)
                   : status;
    }
    return VRO_OK;
}

// A manifest without what may differ between runs with equal results.
static vro_status describe(json_t *manifest, const vro_specification *specification,
                           const vro_new_folder *folder, vro_errors *errors) {
    vro_scenario scenario = {0};
    json_t *names = json_array();
    vro_status status = VRO_OK;
    TRY(vro_specification_json_write(specification, manifest, errors));
    TRY(vro_json_set_text(manifest, "version", VRO_VERSION, errors));
    TRY(vro_specification_scenario(specification, &scenario, errors));
    for (size_t i = 0; i < scenario.strategies && names; i++)
        if (json_array_append_new(names, json_string(scenario.strategy_names[i])) != 0)
            TRY(no_memory(errors));
    TRY(names && json_object_set(manifest, "strategies", names) == 0 ? VRO_OK : no_memory(errors));
    TRY(set_digest(manifest, folder, errors));
out:
    json_decref(names);
    vro_scenario_free(&scenario);
    return status;
}

vro_status vro_report_folder_add(const vro_specification *specification, vro_new_folder *folder,
                                 vro_errors *errors) {
    json_t *manifest = json_object();
    vro_report report = {0};
    vro_status status = VRO_OK;
    TRY(manifest ? VRO_OK : no_memory(errors));
    TRY(describe(manifest, specification, folder, errors));
    const vro_report_request request = {.folder = folder->path,
                                        .width = VRO_FIGURE_WIDTH,
                                        .language = VRO_ENGLISH,
                                        .manifest = manifest};
    TRY(vro_report_open(&report, &request, errors));
    TRY(vro_report_folder_write(&report, folder, errors));
out:
    vro_report_free(&report);
    json_decref(manifest);
    return status;
}

vro_status vro_report_folder_sign(const vro_report *report, vro_new_folder *folder,
                                  vro_errors *errors) {
    vro_file_digests files = {0};
    vro_byte_buffer bytes = {0};
    char *text = NULL;
    json_t *manifest = json_object(), *analysis = json_object();
    vro_status status = VRO_OK;
    const vro_json_entry of_report[] = {
        {"verb", json_string(VRO_REPORT_VERB)},
        {"results", vro_json_text(vro_atomic_file_name(report->request.folder))}};
    TRY(vro_json_set_all(analysis, of_report, 2, errors));
    TRY(vro_file_digests_scan(&files, folder, errors));
    const vro_json_entry entries[] = {{"program", json_string("vrosim")},
                                      {"version", json_string(VRO_VERSION)},
                                      {"analysis", json_incref(analysis)},
                                      {"outputs", vro_file_digests_json(&files)}};
    TRY(vro_json_set_all(manifest, entries, sizeof entries / sizeof *entries, errors));
    text = json_dumps(manifest, JSON_INDENT(2));
    TRY(text ? VRO_OK : no_memory(errors));
    vro_byte_buffer_append(&bytes, text, strlen(text));
    vro_byte_buffer_append(&bytes, "\n", 1);
    TRY(bytes.failed ? no_memory(errors) : VRO_OK);
    TRY(write_file(&(file_content){&bytes, report}, VRO_MANIFEST_FILE, folder, errors));
out:
    vro_byte_buffer_free(&bytes);
    free(text);
    vro_file_digests_free(&files);
    json_decref(analysis);
    json_decref(manifest);
    return status;
}
