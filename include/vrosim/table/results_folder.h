// The folder of results. It is written under a temporary name beside its place and put there by one
// rename, so that it is never incomplete.
#ifndef VROSIM_TABLE_RESULTS_FOLDER_H
#define VROSIM_TABLE_RESULTS_FOLDER_H

#include "vrosim/core/error.h"

#include <stdbool.h>

typedef struct vro_results_folder {
    char *target;    // where the results will be, links resolved; owned; NULL: nowhere
    char *temporary; // where they are written until then; owned
} vro_results_folder;

// Checks that results can be put at path and makes the temporary folder. At path there may be
// nothing (in a folder that exists), an empty folder, a folder with an earlier run and nothing
// else, or a link to one of these; the link stays and its folder is replaced. Any other folder is
// refused (VRO_BAD_USAGE) without force; with force, all that is in it will be removed. Files,
// mount points and folders that hold the current one are always refused. VRO_BAD_OUTPUT if the
// system refuses.
VRO_MUST_CHECK vro_status vro_results_folder_open(vro_results_folder *self, const char *path,
                                                  bool force, vro_errors *errors);

// Makes a temporary folder in parent (NULL: in $TMPDIR, or /tmp) that is never put in a place:
// vro_results_folder_abandon removes it, and vro_results_folder_commit must not be called. Only its
// owner can read it. VRO_BAD_OUTPUT, naming parent; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_results_folder_open_temporary(vro_results_folder *self,
                                                            const char *parent, vro_errors *errors);

// Checks that a file at path, links resolved, is not in the target, where the commit would remove
// it. VRO_BAD_USAGE, naming path; VRO_BAD_OUTPUT if the folder of path cannot be used.
VRO_MUST_CHECK vro_status vro_results_folder_check_outside(const vro_results_folder *self,
                                                           const char *path, vro_errors *errors);

// The path of a file in the temporary folder, to be freed by the caller; NULL if out of memory.
char *vro_results_folder_path(const vro_results_folder *self, const char *file, vro_errors *errors);

// Puts the folder in place and removes what was there before. All files must be closed.
VRO_MUST_CHECK vro_status vro_results_folder_commit(vro_results_folder *self, vro_errors *errors);

// Removes the temporary folder unless it was committed, and releases everything. Safe on a zeroed
// folder, after a commit, and twice.
void vro_results_folder_abandon(vro_results_folder *self);

#endif
