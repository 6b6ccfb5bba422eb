#define _GNU_SOURCE 1

#include "vrosim/file/new_folder.h"

#include "vrosim/core/memory.h"
#include "vrosim/file/atomic_file.h"
#include "vrosim/file/place_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PRIVATE_PERMISSIONS = 0700, FOLDER_PERMISSIONS = 0777, FILE_PERMISSIONS = 0666 };

// Of a folder that need not be readable.
#ifdef O_PATH
enum { HOLDER_FLAGS = O_PATH | O_DIRECTORY | O_CLOEXEC };
#else
enum { HOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };
#endif

static int make_private(int parent, const char *name) {
    return mkdirat(parent, name, PRIVATE_PERMISSIONS);
}

// Makes the folder and opens it; -1 and errno.
static int make_and_open(vro_new_folder *self) {
    if (vro_atomic_file_create_new(self->parent, self->name, make_private) < 0)
        return -1;
    self->descriptor =
        openat(self->parent, self->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (self->descriptor >= 0)
        return 0;
    const int reason = errno;
    (void)unlinkat(self->parent, self->name, AT_REMOVEDIR);
    errno = reason;
    return -1;
}

int vro_new_folder_make(vro_new_folder *self, const char *parent, const char *prefix) {
    *self = (vro_new_folder){.parent = -1, .descriptor = -1, .lock = PTHREAD_MUTEX_INITIALIZER};
    int made = -1;
    if (asprintf(&self->path, "%s/%sXXXXXX", parent, prefix) < 0) {
        self->path = NULL;
        errno = ENOMEM;
    } else {
        self->name = self->path + strlen(parent) + 1;
        self->parent = open(*parent ? parent : "/", HOLDER_FLAGS);
        made = self->parent < 0 ? -1 : make_and_open(self);
    }
    const int reason = errno;
    if (made != 0)
        vro_new_folder_free(self);
    errno = reason;
    return made;
}

char *vro_new_folder_path_of(const vro_new_folder *self, const char *name, vro_errors *errors) {
    return vro_atomic_file_path(self->path, name, errors);
}

static int append(vro_new_folder *self, const char *name, const struct stat *about) {
    vro_new_file *files = vro_memory_grow(self->files, self->count, &self->capacity, sizeof *files);
    if (!files)
        return -1;
    self->files = files;
    char *copy = strdup(name);
    if (!copy)
        return -1;
    files[self->count++] =
        (vro_new_file){.name = copy, .device = about->st_dev, .inode = about->st_ino};
    return 0;
}

// Notes the file as one that was written; -1 and errno.
static int note(vro_new_folder *self, const char *name, int descriptor) {
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        return -1;
    pthread_mutex_lock(&self->lock);
    const int noted = append(self, name, &about);
    pthread_mutex_unlock(&self->lock);
    return noted;
}

// The folder that the name of a file begins with, or "" if there is none; false if it is too long.
static bool name_subfolder(const char *name, char subfolder[NAME_MAX + 1]) {
    const char *slash = strrchr(name, '/');
    const size_t size = slash ? (size_t)(slash - name) : 0;
    if (size > NAME_MAX)
        return false;
    memcpy(subfolder, name, size);
    subfolder[size] = '\0';
    return true;
}

// Makes the folder that a file is to be in, unless it is there; -1 and errno.
static int make_subfolder(vro_new_folder *self, const char *name) {
    char subfolder[NAME_MAX + 1];
    if (!name_subfolder(name, subfolder)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return *subfolder && mkdirat(self->descriptor, subfolder, FOLDER_PERMISSIONS) != 0 &&
                   errno != EEXIST
               ? -1
               : 0;
}

static FILE *create(vro_new_folder *self, const char *name) {
    if (make_subfolder(self, name) != 0)
        return NULL;
    const int descriptor =
        openat(self->descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
               FILE_PERMISSIONS);
    if (descriptor < 0)
        return NULL;
    const int noted = note(self, name, descriptor);
    FILE *file = noted == 0 ? fdopen(descriptor, "w") : NULL;
    if (file)
        return file;
    const int reason = errno;
    (void)close(descriptor);
    if (noted != 0)
        (void)unlinkat(self->descriptor, name, 0);
    errno = reason;
    return NULL;
}

FILE *vro_new_folder_create(vro_new_folder *self, const char *name, vro_errors *errors) {
    FILE *file = create(self, name);
    if (file)
        return file;
    const int reason = errno;
    char *path = vro_new_folder_path_of(self, name, errors);
    if (path)
        (void)vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                             "cannot be written: %s", strerror(reason));
    free(path);
    return NULL;
}

static bool is_same(const vro_new_file *file, const struct stat *about) {
    return file->device == about->st_dev && file->inode == about->st_ino;
}

int vro_new_folder_reopen(const vro_new_folder *self, size_t number) {
    const vro_new_file *file = &self->files[number];
    struct stat about;
    const int descriptor =
        openat(self->descriptor, file->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 || (fstat(descriptor, &about) == 0 && is_same(file, &about)))
        return descriptor;
    (void)close(descriptor);
    errno = ESTALE;
    return -1;
}

bool vro_new_folder_is_at(const vro_new_folder *self, const char *name) {
    struct stat own, there;
    return fstat(self->descriptor, &own) == 0 &&
           fstatat(self->parent, name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

void vro_new_folder_show(vro_new_folder *self) {
    if (self->name[0] != '.' || vro_place_folder_new(self->parent, self->name, self->name + 1) != 0)
        return;
    memmove(self->name, self->name + 1, strlen(self->name));
}

void vro_new_folder_share(const vro_new_folder *self) {
    struct stat about;
    const mode_t mask = umask(0);
    umask(mask);
    if (fstat(self->descriptor, &about) == 0) // what else it has (set-group-ID) it keeps
        (void)!fchmod(self->descriptor, (about.st_mode & 07000) | (FOLDER_PERMISSIONS & ~mask));
}

void vro_new_folder_remove(vro_new_folder *self) {
    struct stat about;
    for (size_t i = 0; i < self->count; i++) {
        const vro_new_file *file = &self->files[i];
        if (fstatat(self->descriptor, file->name, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
            is_same(file, &about))
            (void)unlinkat(self->descriptor, file->name, 0);
    }
    for (size_t i = 0; i < self->count; i++) {
        char subfolder[NAME_MAX + 1];
        if (name_subfolder(self->files[i].name, subfolder) && *subfolder)
            (void)unlinkat(self->descriptor, subfolder, AT_REMOVEDIR);
    }
    if (vro_new_folder_is_at(self, self->name))
        (void)unlinkat(self->parent, self->name, AT_REMOVEDIR);
}

void vro_new_folder_free(vro_new_folder *self) {
    if (self->path && self->descriptor >= 0)
        (void)close(self->descriptor);
    if (self->path && self->parent >= 0)
        (void)close(self->parent);
    for (size_t i = 0; i < self->count; i++)
        free(self->files[i].name);
    free(self->files);
    free(self->path);
    *self = (vro_new_folder){0};
}
