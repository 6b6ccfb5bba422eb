#define _GNU_SOURCE 1

#include "vrosim/file/folder_contents.h"

#include "vrosim/core/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static vro_folder_entry entry_of(const struct stat *about) {
    vro_folder_entry entry = {.device = about->st_dev, .inode = about->st_ino};
    entry.folder = S_ISDIR(about->st_mode);
    if (!entry.folder) {
        entry.size = about->st_size;
        entry.modified = about->st_mtim;
    }
    return entry;
}

static bool is_self(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

// The entries of a folder, from a descriptor of its own; NULL and errno.
static DIR *list(int folder, const char *name) {
    const int descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (!stream && descriptor >= 0)
        (void)close(descriptor);
    return stream;
}

static int append(vro_folder_contents *self, const struct stat *about) {
    vro_folder_entry *entries =
        vro_memory_grow(self->entries, self->count, &self->capacity, sizeof *entries);
    if (!entries) {
        errno = ENOMEM;
        return -1;
    }
    self->entries = entries;
    entries[self->count++] = entry_of(about);
    return 0;
}

int vro_folder_contents_add(vro_folder_contents *self, int folder, const char *name) {
    struct stat about;
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return -1;
    return append(self, &about);
}

static int add_tree(vro_folder_contents *self, int folder, const char *name, dev_t device);

// What stands at the next entry of a folder, and what is below it.
static int add_entry(vro_folder_contents *self, int folder, const char *name, dev_t device) {
    struct stat about;
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0 || append(self, &about) != 0)
        return -1;
    return S_ISDIR(about.st_mode) && about.st_dev == device ? add_tree(self, folder, name, device)
                                                            : 0;
}

static int add_tree(vro_folder_contents *self, int folder, const char *name, dev_t device) {
    DIR *stream = list(folder, name);
    int added = stream ? 0 : -1;
    struct dirent *entry;
    while (added == 0 && (errno = 0, entry = readdir(stream)))
        if (!is_self(entry->d_name))
            added = add_entry(self, dirfd(stream), entry->d_name, device);
    const int reason = errno;
    if (stream)
        closedir(stream);
    errno = reason;
    return added == 0 && reason != 0 ? -1 : added;
}

int vro_folder_contents_add_all(vro_folder_contents *self, int folder) {
    struct stat about;
    return fstat(folder, &about) == 0 ? add_tree(self, folder, ".", about.st_dev) : -1;
}

static int compare(const void *left, const void *right) {
    const vro_folder_entry *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return (a->inode > b->inode) - (a->inode < b->inode);
}

static bool has(const vro_folder_contents *self, const struct stat *about) {
    const vro_folder_entry wanted = entry_of(about);
    const vro_folder_entry *found =
        bsearch(&wanted, self->entries, self->count, sizeof wanted, compare);
    return found && found->folder == wanted.folder && found->size == wanted.size &&
           found->modified.tv_sec == wanted.modified.tv_sec &&
           found->modified.tv_nsec == wanted.modified.tv_nsec;
}

// A folder goes once it is empty.
static void remove_below(const vro_folder_contents *self, int folder, const char *name) {
    DIR *stream = list(folder, name);
    struct dirent *entry;
    struct stat about;
    while (stream && (entry = readdir(stream))) {
        const int holder = dirfd(stream);
        if (is_self(entry->d_name) ||
            fstatat(holder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0 || !has(self, &about))
            continue;
        if (S_ISDIR(about.st_mode))
            remove_below(self, holder, entry->d_name);
        (void)unlinkat(holder, entry->d_name, S_ISDIR(about.st_mode) ? AT_REMOVEDIR : 0);
    }
    if (stream)
        closedir(stream);
}

void vro_folder_contents_remove(vro_folder_contents *self, int folder) {
    if (self->count == 0)
        return;
    qsort(self->entries, self->count, sizeof *self->entries, compare);
    remove_below(self, folder, ".");
}

void vro_folder_contents_free(vro_folder_contents *self) {
    free(self->entries);
    *self = (vro_folder_contents){0};
}
