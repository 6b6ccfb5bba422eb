#define _GNU_SOURCE 1

#include "vrosim/table/results_folder.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/place_folder.h"
#include "vrosim/table/earlier_results.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

// In a folder such as /tmp only its owner renames a folder.
static bool belongs_to_others(const char *target, const struct stat *about) {
    struct stat holder;
    char *folder = strndup(target, (size_t)(strrchr(target, '/') - target) + 1);
    const bool sticky = folder && stat(folder, &holder) == 0 && (holder.st_mode & S_ISVTX) != 0;
    free(folder);
    return sticky && geteuid() != 0 && holder.st_uid != geteuid() && about->st_uid != geteuid();
}

static vro_status check(const char *target, const char *path, const struct stat *about,
                        vro_errors *errors) {
    if (!S_ISDIR(about->st_mode))
        return refuse(errors, path, "is not a folder");
    if (is_mount_point(target))
        return refuse(errors, path, "is a mount point; name a folder inside it");
    if (holds_current(target))
        return refuse(errors, path, "holds the current folder; name a folder inside it");
    if (access(target, R_OK | W_OK | X_OK) != 0)
        return failed(errors, path, "cannot be replaced");
    if (belongs_to_others(target, about))
        return refuse(errors, path,
                      "belongs to somebody else in a folder where only the owner may replace it; "
                      "name another folder");
    return VRO_OK;
}

// What of the earlier folder may be removed in the end.
static vro_status find_contents(vro_results_folder *self, const char *path, bool force,
                                vro_errors *errors) {
    self->earlier = open(self->target, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (self->earlier < 0)
        return failed(errors, path, "cannot be used");
    self->replaces = true;
    if (!force)
        return vro_earlier_results_find(self->earlier, path, &self->contents, &self->verb, errors);
    return vro_folder_contents_add_all(&self->contents, self->earlier) == 0
               ? VRO_OK
               : failed(errors, path, "cannot be listed");
}

static vro_status look_at_target(vro_results_folder *self, const char *path, bool force,
                                 vro_errors *errors) {
    struct stat about;
    if (stat(self->target, &about) != 0)
        return errno == ENOENT ? VRO_OK : failed(errors, path, "cannot be used");
    const vro_status status = check(self->target, path, &about, errors);
    return status == VRO_OK ? find_contents(self, path, force, errors) : status;
}

static vro_status make_beside(vro_results_folder *self, const char *path, vro_errors *errors) {
    char *slash = strrchr(self->target, '/'), *prefix = NULL;
    if (asprintf(&prefix, ".%s.", slash + 1) < 0)
        return no_memory(errors);
    *slash = '\0';
    const int made = vro_new_folder_make(&self->files, self->target, prefix);
    *slash = '/';
    free(prefix);
    return made == 0 ? VRO_OK : failed(errors, path, "no folder can be made beside it");
}

vro_status vro_results_folder_open(vro_results_folder *self, const char *path, bool force,
                                   vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_results_folder){0};
    TRY(resolve(path, &self->target, errors));
    TRY(look_at_target(self, path, force, errors));
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
    *self = (vro_results_folder){0};
    return vro_new_folder_make(&self->files, parent, "vrosim.") == 0
               ? VRO_OK
               : failed(errors, parent, "no folder can be made in it");
}

vro_status vro_results_folder_check_verb(const vro_results_folder *self, const char *verb,
                                         vro_errors *errors) {
    if (!self->verb || strcmp(self->verb, verb) == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = self->target},
                          "holds results of %s, and these are of %s; name another folder, or "
                          "replace them with --force",
                          self->verb, verb);
}

vro_status vro_results_folder_check_outside(const char *results, const char *path,
                                            vro_errors *errors) {
    char *target = NULL, *place = NULL;
    vro_status status = VRO_OK;
    TRY(resolve(results, &target, errors));
    TRY(vro_atomic_file_resolve(path, &place, errors));
    if (holds(target, place))
        status = refuse(errors, path,
                        "lies in the folder of results, which is replaced whole at the end; name a "
                        "place outside it");
out:
    free(place);
    free(target);
    return status;
}

vro_status vro_results_folder_check_input(const vro_results_folder *self, const char *path,
                                          vro_errors *errors) {
    char *place = realpath(path, NULL);
    const bool inside = place && self->target && holds(self->target, place);
    free(place);
    return inside ? refuse(errors, path,
                           "is read and lies in the folder of results, which is replaced whole at "
                           "the end; name another folder")
                  : VRO_OK;
}

static const char *target_name(const vro_results_folder *self) {
    return strrchr(self->target, '/') + 1;
}

// The results stay where they are, under a name that is not hidden. why: what keeps them there.
static vro_status keep(vro_results_folder *self, const char *why, vro_errors *errors) {
    vro_new_folder_show(&self->files);
    vro_new_folder_share(&self->files);
    self->kept = true;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = self->target},
                          "the results cannot be put in place: %s; they are kept in %s", why,
                          self->files.path);
}

// Whether what is at a name of the holding folder is the earlier folder.
static bool is_earlier(const vro_results_folder *self, const char *name) {
    struct stat own, there;
    return fstat(self->earlier, &own) == 0 &&
           fstatat(self->files.parent, name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

static vro_status put_new(vro_results_folder *self, vro_errors *errors) {
    if (vro_place_folder_new(self->files.parent, self->files.name, target_name(self)) == 0)
        return VRO_OK;
    return keep(self,
                errno == EEXIST ? "something else appeared there during the run, and stays"
                                : strerror(errno),
                errors);
}

// What came back may be another folder than at the start, which then goes back to its place.
static vro_status put_instead(vro_results_folder *self, vro_errors *errors) {
    const char *name = self->files.name;
    if (vro_place_folder_exchange(self->files.parent, name, target_name(self)) != 0)
        return errno == ENOENT ? put_new(self, errors) : keep(self, strerror(errno), errors);
    if (is_earlier(self, name))
        return VRO_OK;
    if (vro_place_folder_exchange(self->files.parent, name, target_name(self)) == 0)
        return keep(self, "something else was put there during the run, and stays", errors);
    self->kept = true;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = self->target},
                          "the results are in place; what was put there during the run is kept in "
                          "%s",
                          self->files.path);
}

// Removes the earlier folder, which has the name of the temporary one now, but for what came to it
// since the start.
static vro_status remove_earlier(vro_results_folder *self, vro_errors *errors) {
    vro_folder_contents_remove(&self->contents, self->earlier);
    if (!is_earlier(self, self->files.name) ||
        unlinkat(self->files.parent, self->files.name, AT_REMOVEDIR) == 0)
        return VRO_OK;
    vro_new_folder_show(&self->files);
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = self->target},
                          "the results are in place; what was added to the earlier ones, or cannot "
                          "be removed, is kept in %s",
                          self->files.path);
}

vro_status vro_results_folder_commit(vro_results_folder *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    (void)fsync(self->files.descriptor);
    if (!vro_new_folder_is_at(&self->files, self->files.name))
        return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = self->files.path},
                              "was removed or replaced during the run");
    TRY(self->replaces ? put_instead(self, errors) : put_new(self, errors));
    self->kept = true;
    vro_new_folder_share(&self->files);
    if (self->replaces)
        status = remove_earlier(self, errors);
    *strrchr(self->target, '/') = '\0';
    vro_atomic_file_sync_folder(*self->target ? self->target : "/");
out:
    return status;
}

void vro_results_folder_abandon(vro_results_folder *self) {
    if (self->files.path && !self->kept)
        vro_new_folder_remove(&self->files);
    vro_new_folder_free(&self->files);
    if (self->replaces)
        (void)close(self->earlier);
    vro_folder_contents_free(&self->contents);
    free(self->verb);
    free(self->target);
    *self = (vro_results_folder){0};
}
