#include "vrosim/file/csv_file.h"

#include "vrosim/file/atomic_file.h"

#include <stdlib.h>

vro_status vro_csv_file_open(vro_csv_file *self, vro_new_folder *folder, const char *name,
                             const char *header, vro_errors *errors) {
    *self = (vro_csv_file){.path = vro_new_folder_path_of(folder, name, errors)};
    if (!self->path)
        return VRO_NO_MEMORY;
    self->file = vro_new_folder_create(folder, name, errors);
    if (!self->file)
        return VRO_BAD_OUTPUT;
    vro_csv_writer_begin(&self->writer, self->file, header);
    self->writer.decimal_commas = folder->decimal_commas;
    return VRO_OK;
}

vro_status vro_csv_file_close(vro_csv_file *self, vro_errors *errors) {
    const vro_status status = vro_atomic_file_close(&self->file, self->path, errors);
    free(self->path);
    *self = (vro_csv_file){0};
    return status;
}
