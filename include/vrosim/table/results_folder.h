// The folder of results: written under a temporary name beside its place, then put there by one
// rename, so that it is never half.
#ifndef VROSIM_TABLE_RESULTS_FOLDER_H
#define VROSIM_TABLE_RESULTS_FOLDER_H

#include "vrosim/core/error.h"

#include <stdbool.h>

typedef struct vro_results_folder {
    char *target;    // where the results will be, links resolved; owned; NULL where nowhere
    char *temporary; // where they are written until then; owned
} vro_results_folder;

// Checks that results can be put at path and makes the temporary folder. What may be at path:
// nothing (in a folder that exists), an empty folder, a folder of an earlier run and nothing else,
// or a link to one of these (the link stays, the folder it leads to is replaced). Any other folder
// is refused (VRO_BAD_USAGE) without force; with it, all that is in it will be removed. Refused in
// any case: files, mount points, folders that hold the current one. VRO_BAD_OUTPUT where the
// system says no.
VRO_MUST_CHECK vro_status vro_results_folder_open(vro_results_folder *self, const char *path,
                                                  bool force, vro_errors *errors);

// Makes a temporary folder in parent (NULL: where the system keeps such, $TMPDIR or /tmp) that is
// never put anywhere: vro_results_folder_abandon removes it, and vro_results_folder_commit is not
// for it. Only its owner can look into it. VRO_BAD_OUTPUT, naming parent, where it takes no folder;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_results_folder_open_temporary(vro_results_folder *self,
                                                            const char *parent, vro_errors *errors);

// VRO_BAD_USAGE, naming path, where a file at path, links resolved, would lie in the target or be
// it: the commit would remove it. VRO_BAD_OUTPUT where the folder that is to hold it cannot be
// used.
VRO_MUST_CHECK vro_status vro_results_folder_check_outside(const vro_results_folder *self,
                                                           const char *path, vro_errors *errors);

// The path of a file in the temporary folder, to be freed by the caller; NULL without memory.
char *vro_results_folder_path(const vro_results_folder *self, const char *file, vro_errors *errors);

// Puts the folder in place and removes what was there before. All files must be closed.
VRO_MUST_CHECK vro_status vro_results_folder_commit(vro_results_folder *self, vro_errors *errors);

// Removes the temporary folder unless it was committed, and releases everything; safe on a zeroed
// folder, after a commit, and twice.
void vro_results_folder_abandon(vro_results_folder *self);

#endif
