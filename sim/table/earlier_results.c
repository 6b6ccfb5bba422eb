#define _GNU_SOURCE 1

#include "vrosim/table/earlier_results.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/digest.h"
#include "vrosim/file/file_digests.h"
#include "vrosim/file/json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/report_names.h"
#include "vrosim/table/result_columns.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_file(int folder, const char *name) {
    return openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

// The manifest of a folder; NULL unless it is one of this program.
static json_t *load_manifest(int folder) {
    const int descriptor = open_file(folder, VRO_MANIFEST_FILE);
    json_t *json = descriptor < 0 ? NULL : json_loadfd(descriptor, 0, NULL);
    if (descriptor >= 0)
        (void)close(descriptor);
    if (vro_manifest_is_one(json))
        return json;
    json_decref(json);
    return NULL;
}

static bool is_report_file(const char *name) {
    static const char pictures[] = VRO_FIGURES_FOLDER "/", ending[] = VRO_FIGURE_ENDING;
    const size_t length = strlen(name);
    if (strcmp(name, VRO_REPORT_FILE) == 0)
        return true;
    return strncmp(name, pictures, strlen(pictures)) == 0 &&
           length > strlen(pictures) + strlen(ending) &&
           strcmp(name + length - strlen(ending), ending) == 0;
}

static bool is_result_file(const char *name) {
    size_t count;
    if (is_report_file(name))
        return true;
    const vro_result_file *files = vro_result_columns_files(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0)
            return true;
    return false;
}

// The digest that a manifest gives for a file of results; NULL if it lists no such file.
static const char *listed_digest(const json_t *manifest, const char *name) {
    size_t i;
    json_t *output;
    if (!is_result_file(name))
        return NULL;
    json_array_foreach(json_object_get(manifest, "outputs"), i, output) {
        const char *file = json_string_value(json_object_get(output, "file"));
        if (file && strcmp(file, name) == 0)
            return json_string_value(json_object_get(output, "sha256"));
    }
    return NULL;
}

static vro_status refuse(const char *path, const char *name, const char *why, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                          "holds something other than an earlier run (%s%s); name another "
                          "folder, or replace all of it with --force",
                          name, why);
}

// Whether the file has the digest; a file that cannot be read is a fault.
static vro_status check_digest(int folder, const char *path, const char *name, const char *digest,
                               vro_errors *errors) {
    char own[VRO_DIGEST_TEXT];
    char *file = vro_atomic_file_path(path, name, errors);
    if (!file)
        return VRO_NO_MEMORY;
    const vro_status status = vro_digest_opened(open_file(folder, name), file, own, errors);
    free(file);
    if (status != VRO_OK)
        return status;
    return strcmp(own, digest) == 0 ? VRO_OK
                                    : refuse(path, name, ", which was changed since", errors);
}

// Notes `name` in a folder. What the file was before it is read is noted, so that a change
// meanwhile is found.
static vro_status note(int folder, const char *path, const char *name,
                       vro_folder_contents *contents, vro_errors *errors) {
    return vro_folder_contents_add(contents, folder, name) == 0
               ? VRO_OK
               : vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                                "cannot be listed: %s", strerror(errno));
}

// `name` may lead through the folder of figures.
static vro_status add_file(int folder, const char *path, const char *name, const json_t *manifest,
                           vro_folder_contents *contents, vro_errors *errors) {
    const bool itself = manifest && strcmp(name, VRO_MANIFEST_FILE) == 0;
    const char *digest = listed_digest(manifest, name);
    vro_status status = VRO_OK;
    TRY(itself || digest ? VRO_OK : refuse(path, name, "", errors));
    TRY(note(folder, path, name, contents, errors));
    if (!itself)
        TRY(check_digest(folder, path, name, digest, errors));
out:
    return status;
}

static int is_entry(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void free_entries(struct dirent **entries, int count) {
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
}

static bool is_file(const struct dirent *entry) {
    return entry->d_type != DT_DIR && entry->d_type != DT_LNK;
}

static vro_status add_figures(int folder, const char *path, const json_t *manifest,
                              vro_folder_contents *contents, vro_errors *errors) {
    struct dirent **entries = NULL;
    vro_status status = VRO_OK;
    const int count = scandirat(folder, VRO_FIGURES_FOLDER, &entries, is_entry, alphasort);
    TRY(count >= 0 ? VRO_OK : refuse(path, VRO_FIGURES_FOLDER, "", errors));
    for (int i = 0; i < count; i++) {
        char name[sizeof VRO_FIGURES_FOLDER + 1 + NAME_MAX];
        snprintf(name, sizeof name, VRO_FIGURES_FOLDER "/%s", entries[i]->d_name);
        TRY(is_file(entries[i]) ? VRO_OK : refuse(path, name, "", errors));
        TRY(add_file(folder, path, name, manifest, contents, errors));
    }
    TRY(note(folder, path, VRO_FIGURES_FOLDER, contents, errors));
out:
    free_entries(entries, count);
    return status;
}

static vro_status add(int folder, const char *path, const struct dirent *entry,
                      const json_t *manifest, vro_folder_contents *contents, vro_errors *errors) {
    const char *name = entry->d_name;
    if (entry->d_type == DT_DIR && manifest && strcmp(name, VRO_FIGURES_FOLDER) == 0)
        return add_figures(folder, path, manifest, contents, errors);
    return is_file(entry) ? add_file(folder, path, name, manifest, contents, errors)
                          : refuse(path, name, "", errors);
}

static vro_status find_verb(const json_t *manifest, char **verb, vro_errors *errors) {
    const char *named = "run";
    const json_t *analysis = json_object_get(manifest, "analysis");
    if (!manifest)
        return VRO_OK;
    if (analysis && !vro_json_read_text(analysis, "verb", &named))
        named = "an analysis of another version";
    *verb = strdup(named);
    return *verb ? VRO_OK : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a name");
}

vro_status vro_earlier_results_find(int folder, const char *path, vro_folder_contents *contents,
                                    char **verb, vro_errors *errors) {
    struct dirent **entries = NULL;
    json_t *manifest = NULL;
    vro_status status = VRO_OK;
    *verb = NULL;
    const int count = scandirat(folder, ".", &entries, is_entry, alphasort);
    if (count < 0)
        return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                              "cannot be listed: %s", strerror(errno));
    manifest = load_manifest(folder);
    for (int i = 0; i < count; i++)
        TRY(add(folder, path, entries[i], manifest, contents, errors));
    TRY(find_verb(manifest, verb, errors));
out:
    json_decref(manifest);
    free_entries(entries, count);
    return status;
}
