#include "vrosim/file/file_digests.h"

#include "vrosim/core/memory.h"
#include "vrosim/file/json.h"

#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of files");
}

// Appends an entry for file, whose digest the caller fills in; NULL if out of memory.
static vro_file_digest *append(vro_file_digests *self, const char *file) {
    vro_file_digest *files =
        vro_memory_grow(self->files, self->count, &self->capacity, sizeof *files);
    if (!files)
        return NULL;
    self->files = files;
    files[self->count] = (vro_file_digest){.file = strdup(file)};
    return files[self->count].file ? &files[self->count++] : NULL;
}

static vro_status digest(const vro_new_folder *folder, size_t number, char *text,
                         vro_errors *errors) {
    char *path = vro_new_folder_path_of(folder, folder->files[number].name, errors);
    if (!path)
        return VRO_NO_MEMORY;
    const vro_status status =
        vro_digest_opened(vro_new_folder_reopen(folder, number), path, text, errors);
    free(path);
    return status;
}

static vro_status append_digest(vro_file_digests *self, const vro_new_folder *folder, size_t number,
                                vro_errors *errors) {
    if (strcmp(folder->files[number].name, VRO_MANIFEST_FILE) == 0)
        return VRO_OK;
    vro_file_digest *added = append(self, folder->files[number].name);
    return added ? digest(folder, number, added->sha256, errors) : no_memory(errors);
}

static int compare_names(const void *left, const void *right) {
    const vro_file_digest *a = left, *b = right;
    return strcmp(a->file, b->file);
}

vro_status vro_file_digests_scan(vro_file_digests *self, const vro_new_folder *folder,
                                 vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_file_digests){0};
    for (size_t i = 0; i < folder->count; i++)
        TRY(append_digest(self, folder, i, errors));
    if (self->count > 0)
        qsort(self->files, self->count, sizeof *self->files, compare_names);
out:
    if (status != VRO_OK)
        vro_file_digests_free(self);
    return status;
}

const char *vro_file_digests_find(const vro_file_digests *self, const char *file) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->files[i].file, file) == 0)
            return self->files[i].sha256;
    return NULL;
}

json_t *vro_file_digests_json(const vro_file_digests *self) {
    json_t *list = json_array();
    for (size_t i = 0; i < self->count; i++) {
        const vro_file_digest *digest = &self->files[i];
        json_t *entry =
            json_pack("{s:o, s:s}", "file", vro_json_text(digest->file), "sha256", digest->sha256);
        if (json_array_append_new(list, entry) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

// Whether a name is that of a file in a folder, or in one folder below it.
static bool is_inside(const char *name) {
    const char *slash = strchr(name, '/');
    return !slash || (*name != '/' && *name != '.' && slash[1] && !strchr(slash + 1, '/'));
}

static vro_status append_json(vro_file_digests *self, const json_t *entry, const char *path,
                              vro_errors *errors) {
    const char *file, *digest;
    if (!vro_json_read_text(entry, "file", &file) || !is_inside(file) ||
        !vro_json_read_text(entry, "sha256", &digest) || strlen(digest) != VRO_DIGEST_TEXT - 1)
        return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = path},
                              "its 'outputs' are not a list of files with digests");
    vro_file_digest *added = append(self, file);
    if (!added)
        return no_memory(errors);
    memcpy(added->sha256, digest, VRO_DIGEST_TEXT);
    return VRO_OK;
}

vro_status vro_file_digests_from_json(vro_file_digests *self, const json_t *list, const char *path,
                                      vro_errors *errors) {
    size_t i;
    json_t *entry;
    vro_status status = VRO_OK;
    *self = (vro_file_digests){0};
    json_array_foreach(list, i, entry) {
        TRY(append_json(self, entry, path, errors));
    }
    if (self->count == 0)
        status =
            vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = path}, "lists no 'outputs'");
out:
    if (status != VRO_OK)
        vro_file_digests_free(self);
    return status;
}

static vro_status differs(const char *file, vro_errors *errors, const char *how) {
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = file}, "%s", how);
}

vro_status vro_file_digests_compare(const vro_file_digests *self, const vro_file_digests *other,
                                    vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->count; i++) {
        const vro_file_digest *wanted = &self->files[i];
        const char *digest = vro_file_digests_find(other, wanted->file);
        if (!digest)
            status = differs(wanted->file, errors, "is in the manifest, but was not written");
        else if (strcmp(digest, wanted->sha256) != 0)
            status = differs(wanted->file, errors, "differs from that of the manifest");
    }
    for (size_t i = 0; i < other->count; i++) {
        const char *file = other->files[i].file;
        if (!vro_file_digests_find(self, file))
            status = differs(file, errors, "was written, but is not in the manifest");
    }
    return status;
}

void vro_file_digests_free(vro_file_digests *self) {
    for (size_t i = 0; i < self->count; i++)
        free(self->files[i].file);
    free(self->files);
    *self = (vro_file_digests){0};
}
