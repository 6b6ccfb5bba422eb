#include "vrosim/output/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *vro_file_path(const char *folder, const char *name, vro_errors *errors) {
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", folder, name);
    else
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a path");
    return path;
}

// reason: an error number, or 0 where it is not known.
static vro_status cannot_write(const char *path, int reason, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                          "cannot be written: %s",
                          reason ? strerror(reason) : "a part of it was not taken");
}

FILE *vro_file_create(const char *path, vro_errors *errors) {
    FILE *file = fopen(path, "we");
    if (!file)
        (void)cannot_write(path, errno, errors);
    return file;
}

vro_status vro_file_close(FILE **file, const char *path, vro_errors *errors) {
    if (!*file)
        return VRO_OK;
    // A write that failed earlier left its mark on the stream, but not its reason.
    bool failed = ferror(*file) != 0;
    errno = 0;
    failed = fflush(*file) != 0 || fsync(fileno(*file)) != 0 || failed;
    const int reason = errno;
    failed = fclose(*file) != 0 || failed;
    *file = NULL;
    return failed ? cannot_write(path, reason ? reason : errno, errors) : VRO_OK;
}
