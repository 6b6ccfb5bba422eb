// The folder of results. It is written under a temporary name beside its place and put there by one
// rename, so that it is never incomplete; what is in its place then and was not there before stays.
#ifndef VROSIM_TABLE_RESULTS_FOLDER_H
#define VROSIM_TABLE_RESULTS_FOLDER_H

#include "vrosim/core/error.h"
#include "vrosim/file/folder_contents.h"
#include "vrosim/file/new_folder.h"

#include <stdbool.h>

typedef struct vro_results_folder {
    char *target;                 // where the results will be, links resolved; owned; NULL: nowhere
    vro_new_folder files;         // where they are written until then
    bool replaces;                // whether a folder was at target at the start
    int earlier;                  // its descriptor, if so
    vro_folder_contents contents; // what of it may be removed
    char *verb;                   // whose results they are: "run"; owned; NULL: nobody's
    bool kept;                    // the new ones are in place or are kept for good
} vro_results_folder;

// Checks that results can be put at path and makes the temporary folder. At path there may be
// nothing (in a folder that exists), an empty folder, a folder with an earlier run and nothing
// else, as it was written, or a link to one of these; the link stays and its folder is replaced.
// Any other folder is refused (VRO_BAD_USAGE) without force; with force, all that is in it now will
// be removed. Files, mount points, folders that hold the current one and those that the system will
// not rename are always refused. VRO_BAD_OUTPUT if the system refuses.
VRO_MUST_CHECK vro_status vro_results_folder_open(vro_results_folder *self, const char *path,
                                                  bool force, vro_errors *errors);

// Makes a temporary folder in parent (NULL: in $TMPDIR, or /tmp) that is never put in a place:
// vro_results_folder_abandon removes it, and vro_results_folder_commit must not be called. Only its
// owner can read it. VRO_BAD_OUTPUT, naming parent; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_results_folder_open_temporary(vro_results_folder *self,
                                                            const char *parent, vro_errors *errors);

// Checks that the earlier results are those of a verb. VRO_BAD_USAGE.
VRO_MUST_CHECK vro_status vro_results_folder_check_verb(const vro_results_folder *self,
                                                        const char *verb, vro_errors *errors);

// Checks that a file at path, links resolved, is not in what will be the folder `results`, where
// the commit would remove it. VRO_BAD_USAGE, naming path; or a fault of either path as
// vro_atomic_file_resolve finds it.
VRO_MUST_CHECK vro_status vro_results_folder_check_outside(const char *results, const char *path,
                                                           vro_errors *errors);

// Checks the same of a file that is read, for an open folder; one that has no place (a pipe) is
// fine. VRO_BAD_USAGE.
VRO_MUST_CHECK vro_status vro_results_folder_check_input(const vro_results_folder *self,
                                                         const char *path, vro_errors *errors);

// Puts the folder in place and removes what was there at the start. All files must be closed.
// VRO_BAD_OUTPUT where the results cannot be put in place, with a sentence that says where they are
// kept, and where something is kept that came to the earlier ones during the run.
VRO_MUST_CHECK vro_status vro_results_folder_commit(vro_results_folder *self, vro_errors *errors);

// Removes the temporary folder unless it was committed, and releases everything. Safe on a zeroed
// folder, after a commit, and twice.
void vro_results_folder_abandon(vro_results_folder *self);

#endif
