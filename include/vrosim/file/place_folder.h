// Puts a finished folder in its place in one step, also where the file system or the system knows
// no such step. Both names are in the folder `parent`, a descriptor.
#ifndef VROSIM_FILE_PLACE_FOLDER_H
#define VROSIM_FILE_PLACE_FOLDER_H

#include "vrosim/core/error.h"

// Renames the folder `from` to `to`, where nothing may be. Returns 0, or -1 and errno; EEXIST where
// something is there, which stays.
VRO_MUST_CHECK int vro_place_folder_new(int parent, const char *from, const char *to);

// Exchanges the two names: what was at `to`, whatever it is, is at `from` afterwards. Returns 0, or
// -1 and errno, and everything is where it was; ENOENT where nothing is at `to`.
VRO_MUST_CHECK int vro_place_folder_exchange(int parent, const char *from, const char *to);

#endif
