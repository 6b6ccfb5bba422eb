// Files of results: created, and closed only when everything has reached the disk.
#ifndef VROSIM_FILE_ATOMIC_FILE_H
#define VROSIM_FILE_ATOMIC_FILE_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

// "folder/name", to be freed by the caller; NULL without memory (reported).
char *vro_atomic_file_path(const char *folder, const char *name, vro_errors *errors);

// The folder that a path lies in, to be freed by the caller; NULL without memory (reported).
char *vro_atomic_file_folder(const char *path, vro_errors *errors);

// Where a file or folder at path is, or would be, from the root on and with links resolved, to be
// freed by the caller. Of what does not exist, the folder that is to hold it must, and path may not
// end in '/'. VRO_BAD_USAGE where path is a link to nothing, VRO_BAD_OUTPUT where the system says
// no, VRO_NO_MEMORY; *target is then NULL.
VRO_MUST_CHECK vro_status vro_atomic_file_resolve(const char *path, char **target,
                                                  vro_errors *errors);

// Creates or empties a file; NULL where that fails (reported with path and reason).
FILE *vro_atomic_file_create(const char *path, vro_errors *errors);

// Flushes, syncs and closes *file, sets it to NULL, and reports (VRO_BAD_OUTPUT, path and reason)
// what could not be written since it was created. A NULL *file is fine.
VRO_MUST_CHECK vro_status vro_atomic_file_close(FILE **file, const char *path, vro_errors *errors);

// Puts bytes[size] at path in one step: written under a temporary name beside it, synced, renamed;
// then its folder is synced. VRO_BAD_OUTPUT (path and reason) leaves what was there untouched and
// nothing beside it.
VRO_MUST_CHECK vro_status vro_atomic_file_replace(const char *path, const void *bytes, size_t size,
                                                  vro_errors *errors);

// Makes the entries of a folder last through a crash; where a file system cannot, it does not.
void vro_atomic_file_sync_folder(const char *folder);

// Gives what mkstemp or mkdtemp made the permissions of any new file (full 0666) or folder (0777).
void vro_atomic_file_open_to_others(const char *path, mode_t full);

#endif
