#include "vrosim/file/added_file.h"

#include "vrosim/file/atomic_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

vro_status vro_added_file_make_folder(const char *path, vro_errors *errors) {
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path}, "cannot be made: %s",
                          strerror(errno));
}

vro_status vro_added_file_write(const char *folder, const char *name, const vro_byte_buffer *bytes,
                                vro_errors *errors) {
    if (bytes->failed)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %s", name);
    char *path = vro_atomic_file_path(folder, name, errors);
    if (!path)
        return VRO_NO_MEMORY;
    const vro_status status = vro_atomic_file_replace(path, bytes->at, bytes->size, errors);
    free(path);
    return status;
}
