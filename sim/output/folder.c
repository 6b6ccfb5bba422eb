#define _GNU_SOURCE 1

#include "vrosim/output/folder.h"

#include "vrosim/output/file.h"
#include "vrosim/output/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_OPEN_AT_ONCE = 16, FULL_PERMISSIONS = 0777 };

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

// The place of a folder that does not exist yet: its parent with links resolved, and its name.
static vro_status resolve_new(const char *path, char **target, vro_errors *errors) {
    vro_status status = VRO_OK;
    char *parent = NULL;
    char *copy = strdup(path);
    if (!copy)
        return no_memory(errors);
    for (size_t end = strlen(copy); end > 1 && copy[end - 1] == '/'; end--)
        copy[end - 1] = '\0';
    char *slash = strrchr(copy, '/');
    const char *name = slash ? slash + 1 : copy;
    if (slash)
        *slash = '\0';
    parent = realpath(slash ? (slash == copy ? "/" : copy) : ".", NULL);
    if (!parent) {
        status = failed(errors, path, "the folder that is to hold it cannot be used");
        goto out;
    }
    *target = vro_file_path(parent, name, errors);
    status = *target ? VRO_OK : VRO_NO_MEMORY;
out:
    free(parent);
    free(copy);
    return status;
}

static bool is_link(const char *path) {
    struct stat about;
    return lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
}

// Without links, so that a rename replaces the folder and not the link.
static vro_status resolve(const char *path, char **target, vro_errors *errors) {
    *target = realpath(path, NULL);
    if (*target)
        return VRO_OK;
    if (errno != ENOENT || *path == '\0')
        return failed(errors, path, "cannot be used as the folder of results");
    if (is_link(path))
        return refuse(errors, path, "is a link to something that does not exist");
    return resolve_new(path, target, errors);
}

// A mount point cannot be renamed.
static bool is_mount_point(const char *target) {
    struct statx about;
    return statx(AT_FDCWD, target, 0, 0, &about) == 0 &&
           (about.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// The current folder lies in target or is it.
static bool holds_current(const char *target) {
    char *current = getcwd(NULL, 0);
    const size_t length = strlen(target);
    const bool holds = current && strncmp(current, target, length) == 0 &&
                       (current[length] == '/' || current[length] == '\0');
    free(current);
    return holds;
}

static int is_entry(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static bool is_foreign(const char *manifest, const struct dirent *entry) {
    return entry->d_type == DT_DIR || !vro_manifest_lists(manifest, entry->d_name);
}

// Refuses a folder that holds anything but an earlier run.
static vro_status check_contents(const char *target, const char *path, vro_errors *errors) {
    struct dirent **entries = NULL;
    const int count = scandir(target, &entries, is_entry, alphasort);
    if (count < 0)
        return failed(errors, path, "cannot be listed");
    char *manifest = vro_file_path(target, VRO_MANIFEST_FILE, errors);
    vro_status status = manifest ? VRO_OK : VRO_NO_MEMORY;
    for (int i = 0; i < count; i++) {
        if (status == VRO_OK && is_foreign(manifest, entries[i]))
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

static vro_status make_temporary(vro_folder *self, const char *path, vro_errors *errors) {
    const char *slash = strrchr(self->target, '/');
    if (asprintf(&self->temporary, "%.*s/.%s.XXXXXX", (int)(slash - self->target), self->target,
                 slash + 1) < 0) {
        self->temporary = NULL;
        return no_memory(errors);
    }
    if (!mkdtemp(self->temporary)) {
        const vro_status status = failed(errors, path, "no folder can be made beside it");
        free(self->temporary);
        self->temporary = NULL;
        return status;
    }
    vro_file_open_to_others(self->temporary, FULL_PERMISSIONS);
    return VRO_OK;
}

vro_status vro_folder_open(vro_folder *self, const char *path, bool force, vro_errors *errors) {
    *self = (vro_folder){0};
    vro_status status = resolve(path, &self->target, errors);
    if (status == VRO_OK)
        status = check(self->target, path, force, errors);
    if (status == VRO_OK)
        status = make_temporary(self, path, errors);
    if (status != VRO_OK)
        vro_folder_abandon(self);
    return status;
}

char *vro_folder_path(const vro_folder *self, const char *file, vro_errors *errors) {
    return vro_file_path(self->temporary, file, errors);
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *level) {
    (void)about;
    (void)type;
    (void)level;
    return remove(path);
}

// A folder with all that is in it; links are removed, not followed.
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

// Afterwards what was at target, if anything, is at temporary.
static int put_in_place(const char *temporary, const char *target) {
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return 0;
    if (errno == ENOENT || access(target, F_OK) != 0)
        return rename(temporary, target);
    return exchange_by_steps(temporary, target);
}

vro_status vro_folder_commit(vro_folder *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_file_sync_folder(self->temporary);
    if (put_in_place(self->temporary, self->target) != 0)
        return failed(errors, self->target, "the results cannot be put in place");
    if (access(self->temporary, F_OK) == 0 && remove_all(self->temporary) != 0)
        status = failed(errors, self->temporary,
                        "the results are in place, but the earlier ones cannot be removed");
    *strrchr(self->target, '/') = '\0';
    vro_file_sync_folder(*self->target ? self->target : "/");
    free(self->temporary);
    self->temporary = NULL;
    return status;
}

void vro_folder_abandon(vro_folder *self) {
    if (self->temporary)
        (void)remove_all(self->temporary);
    free(self->target);
    free(self->temporary);
    *self = (vro_folder){0};
}
