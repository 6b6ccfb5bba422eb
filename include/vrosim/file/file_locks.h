// Locks for files that only one process may keep up to date. Such a file is replaced with every
// version, so a hidden file beside it, ".NAME.lock", is what is locked. The locks end with the
// process, however it ends.
#ifndef VROSIM_FILE_FILE_LOCKS_H
#define VROSIM_FILE_FILE_LOCKS_H

#include "vrosim/core/error.h"

#include <stddef.h>

typedef struct vro_file_lock {
    char *path;     // of the hidden file, links resolved; owned
    int descriptor; // of it
} vro_file_lock;

enum { VRO_FILE_LOCKS = 3 };

// Zeroed: none.
typedef struct vro_file_locks {
    vro_file_lock held[VRO_FILE_LOCKS];
    size_t count;
} vro_file_locks;

// Takes the lock of a file at path, which need not exist, unless it is held already. At most
// VRO_FILE_LOCKS. VRO_BAD_USAGE where another process (or another vro_file_locks) has it;
// VRO_NO_MEMORY; or a fault of path as vro_atomic_file_resolve finds it. VRO_OK without a lock
// where the folder takes no file, or the file system knows no locks.
VRO_MUST_CHECK vro_status vro_file_locks_take(vro_file_locks *self, const char *path,
                                              vro_errors *errors);

// Removes the hidden files and gives the locks up. Safe on a zeroed object, and twice.
void vro_file_locks_release(vro_file_locks *self);

#endif
