#include "vrosim/verb/shard_inputs.h"

#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/study/ensemble_file.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { KINDS = 2 };

static void list_kinds(const vro_checksummed_file *kinds[KINDS]) {
    kinds[0] = vro_checkpoint_file_kind();
    kinds[1] = vro_ensemble_file_kind();
}

// What may be read again, and what is read only to be refused: what is not there, and folders.
static bool is_kept_by_disk(const char *path) {
    struct stat about;
    return stat(path, &about) != 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode);
}

static vro_status open_file(vro_shard_input *self, vro_errors *errors) {
    const vro_checksummed_file *kinds[KINDS];
    list_kinds(kinds);
    for (int i = 0; i < KINDS && !self->kind; i++)
        if (vro_checksummed_file_is_on(kinds[i], self->name))
            self->kind = kinds[i];
    self->kept = !is_kept_by_disk(self->name);
    if (!self->kept)
        return VRO_OK;
    self->status = vro_checksummed_reader_read(&self->bytes, self->name, kinds, KINDS, errors);
    self->kind = self->bytes.kind;
    return self->status == VRO_NO_MEMORY ? VRO_NO_MEMORY : VRO_OK;
}

vro_status vro_shard_inputs_open(vro_shard_inputs *self, const char *const *paths, size_t count,
                                 vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_shard_inputs){.files = calloc(count + 1, sizeof *self->files), .count = count};
    if (!self->files)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a list of files");
    for (size_t i = 0; i < count; i++) {
        self->files[i].name = paths[i];
        TRY(open_file(&self->files[i], errors));
    }
out:
    return status;
}

vro_status vro_shard_inputs_take(vro_shard_inputs *self, size_t number,
                                 vro_checksummed_bytes *bytes, vro_errors *errors) {
    vro_shard_input *file = &self->files[number];
    const vro_checksummed_file *kinds[KINDS];
    list_kinds(kinds);
    if (!file->kept)
        return vro_checksummed_reader_read(bytes, file->name, kinds, KINDS, errors);
    *bytes = file->bytes;
    file->bytes = (vro_checksummed_bytes){0};
    return file->status;
}

void vro_shard_inputs_free(vro_shard_inputs *self) {
    for (size_t i = 0; i < self->count && self->files; i++)
        vro_checksummed_bytes_free(&self->files[i].bytes);
    free(self->files);
    *self = (vro_shard_inputs){0};
}
