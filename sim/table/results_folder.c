#define _GNU_SOURCE 1

#include "vrosim/table/results_folder.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/table/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_OPEN_AT_ONCE = 16 };

static vro_status refuse(vro_errors *errors, const char *path, const char *why) {
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path}, "%s", why);
}

static vro_status failed(vro_errors *errors, const char *path, const char *what) {
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path}, "%s: %s", what,
                          strerror(errno));
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a folder");
}

// With links resolved, so that a rename replaces the folder and not the link.
static vro_status resolve(const char *path, char **target, vro_errors *errors) {
    char *plain = strdup(path);
    if (!plain)
        return no_memory(errors);
    for (size_t end = strlen(plain); end > 1 && plain[end - 1] == '/'; end--)
        plain[end - 1] = '\0';
    const vro_status status = vro_atomic_file_resolve(plain, target, errors);
    free(plain);
    return status;
}

// Whether place is the folder or lies in it.
static bool holds(const char *folder, const char *place) {
    const size_t length = strlen(folder);
    return strncmp(place, folder, length) == 0 && (place[length] == '/' || place[length] == '\0');
}

// A mount point cannot be renamed.
static bool is_mount_point(const char *target) {
    struct statx about;
    return statx(AT_FDCWD, target, 0, 0, &about) == 0 &&
           (about.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

static bool holds_current(const char *target) {
    char *current = getcwd(NULL, 0);
    const bool held = current && holds(target, current);
    free(current);
    return held;
}

static int is_entry(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Refuses a folder that holds anything but an earlier run.
static vro_status check_contents(const char *target, const char *path, vro_errors *errors) {
    struct dirent **entries = NULL;
    const int count = scandir(target, &entries, is_entry, alphasort);
    if (count < 0)
        return failed(errors, path, "cannot be listed");
    char *manifest = vro_atomic_file_path(target, VRO_MANIFEST_FILE, errors);
    vro_status status = manifest ? VRO_OK : VRO_NO_MEMORY;
    for (int i = 0; i < count; i++) {
        if (status == VRO_OK &&
            (entries[i]->d_type == DT_DIR || !vro_manifest_lists(manifest, entries[i]->d_name)))
            status = vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                                    "holds something other than an earlier run (%s); name another "
                                    "folder, or replace all of it with --force",
                                    entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    free(manifest);
    return status;
}

static vro_status check(const char *target, const char *path, bool force, vro_errors *errors) {
    struct stat about;
    if (stat(target, &about) != 0)
        return errno == ENOENT ? VRO_OK : failed(errors, path, "cannot be used");
    if (!S_ISDIR(about.st_mode))
        return refuse(errors, path, "is not a folder");
    if (is_mount_point(target))
        return refuse(errors, path, "is a mount point; name a folder inside it");
    if (holds_current(target))
        return refuse(errors, path, "holds the current folder; name a folder inside it");
    if (access(target, R_OK | W_OK | X_OK) != 0)
        return failed(errors, path, "cannot be replaced");
    return force ? VRO_OK : check_contents(target, path, errors);
}

// The fault of path for which self->temporary could not be made.
static vro_status not_made(vro_results_folder *self, const char *path, const char *what,
                           vro_errors *errors) {
    const vro_status status = failed(errors, path, what);
    free(self->temporary);
    self->temporary = NULL;
    return status;
}

static vro_status make_beside(vro_results_folder *self, const char *path, vro_errors *errors) {
    const char *slash = strrchr(self->target, '/');
    if (asprintf(&self->temporary, "%.*s/.%s.XXXXXX", (int)(slash - self->target), self->target,
                 slash + 1) < 0) {
        self->temporary = NULL;
        return no_memory(errors);
    }
    return vro_atomic_file_make_folder(self->temporary) == 0
               ? VRO_OK
               : not_made(self, path, "no folder can be made beside it", errors);
}

vro_status vro_results_folder_open(vro_results_folder *self, const char *path, bool force,
                                   vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_results_folder){0};
    TRY(resolve(path, &self->target, errors));
    TRY(check(self->target, path, force, errors));
    TRY(make_beside(self, path, errors));
out:
    if (status != VRO_OK)
        vro_results_folder_abandon(self);
    return status;
}

vro_status vro_results_folder_open_temporary(vro_results_folder *self, const char *parent,
                                             vro_errors *errors) {
    if (!parent)
        parent = getenv("TMPDIR");
    if (!parent || *parent == '\0')
        parent = "/tmp";
    *self =
        (vro_results_folder){.temporary = vro_atomic_file_path(parent, "vrosim.XXXXXX", errors)};
    if (!self->temporary)
        return VRO_NO_MEMORY;
    return mkdtemp(self->temporary) ? VRO_OK
                                    : not_made(self, parent, "no folder can be made in it", errors);
}

vro_status vro_results_folder_check_outside(const vro_results_folder *self, const char *path,
                                            vro_errors *errors) {
    char *place;
    vro_status status = vro_atomic_file_resolve(path, &place, errors);
    if (status == VRO_OK && self->target && holds(self->target, place))
        status = refuse(errors, path,
                        "lies in the folder of results, which is replaced whole at the end; name a "
                        "place outside it");
    free(place);
    return status;
}

char *vro_results_folder_path(const vro_results_folder *self, const char *file,
                              vro_errors *errors) {
    return vro_atomic_file_path(self->temporary, file, errors);
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *level) {
    (void)about;
    (void)type;
    (void)level;
    return remove(path);
}

// Removes a folder and all that is in it; links are removed, not followed.
static int remove_all(const char *folder) {
    return nftw(folder, remove_entry, FOLDERS_OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

// For file systems that cannot exchange two names: the old folder steps aside first.
static int exchange_by_steps(const char *temporary, const char *target) {
    char *aside;
    if (asprintf(&aside, "%s.old", temporary) < 0)
        return -1;
    int result = rename(target, aside);
    if (result == 0) {
        result = rename(temporary, target);
        const int reason = errno;
        (void)rename(aside, result == 0 ? temporary : target);
        errno = reason;
    }
    free(aside);
    return result;
}

// What was at target, if anything, is at temporary afterwards.
static int put_in_place(const char *temporary, const char *target) {
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return 0;
    if (errno == ENOENT || access(target, F_OK) != 0)
        return rename(temporary, target);
    return exchange_by_steps(temporary, target);
}

vro_status vro_results_folder_commit(vro_results_folder *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_atomic_file_sync_folder(self->temporary);
    if (put_in_place(self->temporary, self->target) != 0)
        return failed(errors, self->target, "the results cannot be put in place");
    if (access(self->temporary, F_OK) == 0 && remove_all(self->temporary) != 0)
        status = failed(errors, self->temporary,
                        "the results are in place, but the earlier ones cannot be removed");
    *strrchr(self->target, '/') = '\0';
    vro_atomic_file_sync_folder(*self->target ? self->target : "/");
    free(self->temporary);
    self->temporary = NULL;
    return status;
}

void vro_results_folder_abandon(vro_results_folder *self) {
    if (self->temporary)
        (void)remove_all(self->temporary);
    free(self->target);
    free(self->temporary);
    *self = (vro_results_folder){0};
}
