#define _GNU_SOURCE 1

#include "vrosim/file/file_locks.h"

#include "vrosim/file/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PERMISSIONS = 0666, ATTEMPTS = 100 };

// "folder/.name.lock" for the resolved path; NULL if out of memory.
static char *lock_path(const char *target) {
    char *path = NULL;
    const char *slash = strrchr(target, '/');
    return asprintf(&path, "%.*s/.%s.lock", (int)(slash - target), target, slash + 1) < 0 ? NULL
                                                                                          : path;
}

static int open_file(const char *path) {
    const int flags = O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    const int descriptor = open(path, O_RDWR | flags, PERMISSIONS);
    return descriptor < 0 && errno == EACCES ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
                                             : descriptor;
}

// Whether path still leads to what was opened: whoever gives a lock up removes the file.
static bool is_current(int descriptor, const char *path) {
    struct stat own, there;
    return fstat(descriptor, &own) == 0 && lstat(path, &there) == 0 && own.st_dev == there.st_dev &&
           own.st_ino == there.st_ino;
}

typedef enum outcome { TAKEN, BUSY, IMPOSSIBLE, AGAIN } outcome;

static outcome try_once(const char *path, int *kept) {
    const int descriptor = open_file(path);
    if (descriptor < 0)
        return IMPOSSIBLE;
    const bool locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    const outcome found = !locked ? (errno == EWOULDBLOCK ? BUSY : IMPOSSIBLE)
                          : is_current(descriptor, path) ? TAKEN
                                                         : AGAIN;
    if (found == TAKEN)
        *kept = descriptor;
    else
        (void)close(descriptor);
    return found;
}

// Takes what is at hidden, which becomes owned by self, or is freed.
static outcome take(vro_file_locks *self, char *hidden) {
    outcome found = AGAIN;
    int descriptor = -1;
    for (int attempt = 0; attempt < ATTEMPTS && found == AGAIN; attempt++)
        found = try_once(hidden, &descriptor);
    if (found == TAKEN)
        self->held[self->count++] = (vro_file_lock){.path = hidden, .descriptor = descriptor};
    else
        free(hidden);
    return found;
}

static bool is_held(const vro_file_locks *self, const char *hidden) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->held[i].path, hidden) == 0)
            return true;
    return false;
}

vro_status vro_file_locks_take(vro_file_locks *self, const char *path, vro_errors *errors) {
    char *target;
    const vro_status status = vro_atomic_file_resolve(path, &target, errors);
    if (status != VRO_OK)
        return status;
    char *hidden = lock_path(target);
    free(target);
    if (!hidden)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a path");
    if (is_held(self, hidden)) {
        free(hidden);
        return VRO_OK;
    }
    const outcome found = take(self, hidden);
    if (found == TAKEN || found == IMPOSSIBLE)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                          "another run is writing to it; wait for its end, or name another file");
}

// The file goes first, while nobody else can have locked it.
void vro_file_locks_release(vro_file_locks *self) {
    for (size_t i = 0; i < self->count; i++) {
        (void)unlink(self->held[i].path);
        (void)close(self->held[i].descriptor);
        free(self->held[i].path);
    }
    *self = (vro_file_locks){0};
}
