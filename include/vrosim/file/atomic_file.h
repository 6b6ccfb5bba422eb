// Files of results: replaced whole, and closed only when everything has reached the disk.
#ifndef VROSIM_FILE_ATOMIC_FILE_H
#define VROSIM_FILE_ATOMIC_FILE_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdio.h>

// "folder/name", owned by the caller; NULL if out of memory (reported).
char *vro_atomic_file_path(const char *folder, const char *name, vro_errors *errors);

// What follows the last '/' of a path, borrowed.
const char *vro_atomic_file_name(const char *path);

// The folder that holds a path, owned by the caller; NULL if out of memory (reported).
char *vro_atomic_file_folder(const char *path, vro_errors *errors);

// The absolute path of a file or folder at path, with links resolved; *target is owned by the
// caller. It need not exist, but its folder must, and then path may not end in '/'. VRO_BAD_USAGE
// where path is a link to nothing, VRO_BAD_OUTPUT if the system refuses, VRO_NO_MEMORY; *target
// is then NULL.
VRO_MUST_CHECK vro_status vro_atomic_file_resolve(const char *path, char **target,
                                                  vro_errors *errors);

// Flushes, syncs and closes *file and sets it to NULL; a NULL *file is allowed. VRO_BAD_OUTPUT
// (path and reason) where anything could not be written since the file was created.
VRO_MUST_CHECK vro_status vro_atomic_file_close(FILE **file, const char *path, vro_errors *errors);

// Replaces the file at path by bytes[size] in one step: writes them under a temporary name in the
// same folder, syncs, renames, and syncs the folder. VRO_BAD_OUTPUT (path and reason) leaves the
// former file as it was, and no temporary one.
VRO_MUST_CHECK vro_status vro_atomic_file_replace(const char *path, const void *bytes, size_t size,
                                                  vro_errors *errors);

// Makes the entries of a folder last through a crash, where the file system can.
void vro_atomic_file_sync_folder(const char *folder);

// Creates something under a new name: path, relative to the folder `parent` (AT_FDCWD: the current
// one), ends in six characters that become random letters and digits, others where such a name
// exists (EEXIST). Returns what create returns: -1 and errno where it fails.
VRO_MUST_CHECK int vro_atomic_file_create_new(int parent, char *path,
                                              int (*create)(int parent, const char *path));

#endif
