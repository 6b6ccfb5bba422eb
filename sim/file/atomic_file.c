#define _GNU_SOURCE 1

#include "vrosim/file/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The permissions of what is made, less those that the process masks; the bytes of a random suffix.
enum { FILE_PERMISSIONS = 0666, SUFFIX_BYTES = 6, ATTEMPTS = 100 };

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a path");
}

char *vro_atomic_file_path(const char *folder, const char *name, vro_errors *errors) {
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", folder, name);
    else
        (void)no_memory(errors);
    return path;
}

const char *vro_atomic_file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *vro_atomic_file_folder(const char *path, vro_errors *errors) {
    const char *slash = strrchr(path, '/');
    const char *folder = !slash ? "." : slash == path ? "/" : path;
    char *copy = folder == path ? strndup(path, (size_t)(slash - path)) : strdup(folder);
    if (!copy)
        (void)no_memory(errors);
    return copy;
}

// reason: an error number, or 0 where it is not known.
static vro_status cannot_write(const char *path, int reason, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                          "cannot be written: %s",
                          reason ? strerror(reason) : "only part of it was written");
}

static vro_status failed(const char *path, const char *what, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path}, "%s: %s", what,
                          strerror(errno));
}

// The place of what does not exist yet: its folder with links resolved, and its name.
static vro_status resolve_new(const char *path, char **target, vro_errors *errors) {
    vro_status status = VRO_NO_MEMORY;
    char *folder = vro_atomic_file_folder(path, errors);
    if (!folder)
        return status;
    char *resolved = realpath(folder, NULL);
    if (resolved) {
        *target = vro_atomic_file_path(resolved, vro_atomic_file_name(path), errors);
        status = *target ? VRO_OK : VRO_NO_MEMORY;
    } else {
        status = failed(path, "its folder cannot be used", errors);
    }
    free(resolved);
    free(folder);
    return status;
}

vro_status vro_atomic_file_resolve(const char *path, char **target, vro_errors *errors) {
    struct stat about;
    *target = realpath(path, NULL);
    if (*target)
        return VRO_OK;
    if (errno != ENOENT || *vro_atomic_file_name(path) == '\0')
        return failed(path, "cannot be used", errors);
    if (lstat(path, &about) == 0)
        return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                              "is a link to something that does not exist");
    return resolve_new(path, target, errors);
}

vro_status vro_atomic_file_close(FILE **file, const char *path, vro_errors *errors) {
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

void vro_atomic_file_sync_folder(const char *folder) {
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    (void)close(descriptor);
}

static int create_file(int parent, const char *path) {
    return openat(parent, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_PERMISSIONS);
}

int vro_atomic_file_create_new(int parent, char *path,
                               int (*create)(int parent, const char *path)) {
    static const char characters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    char *suffix = path + strlen(path) - SUFFIX_BYTES;
    unsigned char bytes[SUFFIX_BYTES];
    int result = -1;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (getentropy(bytes, sizeof bytes) != 0)
            return -1;
        for (size_t i = 0; i < SUFFIX_BYTES; i++)
            suffix[i] = characters[bytes[i] % (sizeof characters - 1)];
        result = create(parent, path);
        if (result >= 0 || errno != EEXIST)
            break;
    }
    return result;
}

// temporary ends in XXXXXX and becomes the path of the new file.
static vro_status write_and_rename(char *temporary, const char *path, const void *bytes,
                                   size_t size, vro_errors *errors) {
    vro_status status = VRO_OK;
    const int descriptor = vro_atomic_file_create_new(AT_FDCWD, temporary, create_file);
    if (descriptor < 0)
        return cannot_write(path, errno, errors);
    FILE *file = fdopen(descriptor, "w");
    if (!file) {
        status = cannot_write(path, errno, errors);
        (void)close(descriptor);
    } else if (fwrite(bytes, 1, size, file) != size) {
        status = cannot_write(path, errno, errors);
        fclose(file);
    } else {
        status = vro_atomic_file_close(&file, path, errors);
    }
    if (status == VRO_OK && rename(temporary, path) != 0)
        status = cannot_write(path, errno, errors);
    if (status != VRO_OK)
        (void)unlink(temporary);
    return status;
}

vro_status vro_atomic_file_replace(const char *path, const void *bytes, size_t size,
                                   vro_errors *errors) {
    vro_status status = VRO_NO_MEMORY;
    char *temporary = NULL;
    char *folder = vro_atomic_file_folder(path, errors);
    if (!folder)
        return status;
    if (asprintf(&temporary, "%s/.%s.XXXXXX", folder, vro_atomic_file_name(path)) < 0) {
        temporary = NULL;
        (void)no_memory(errors);
        goto out;
    }
    status = write_and_rename(temporary, path, bytes, size, errors);
    if (status == VRO_OK)
        vro_atomic_file_sync_folder(folder);
out:
    free(temporary);
    free(folder);
    return status;
}
