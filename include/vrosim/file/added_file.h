// Files that are added to a folder beside what it holds: made in memory, and put in place whole.
#ifndef VROSIM_FILE_ADDED_FILE_H
#define VROSIM_FILE_ADDED_FILE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

// Makes a folder where there is none. VRO_BAD_OUTPUT.
VRO_MUST_CHECK vro_status vro_added_file_make_folder(const char *path, vro_errors *errors);

// Writes what a buffer holds as a file of this name, in place of an earlier one. VRO_NO_MEMORY,
// also where the buffer failed; VRO_BAD_OUTPUT.
VRO_MUST_CHECK vro_status vro_added_file_write(const char *folder, const char *name,
                                               const vro_byte_buffer *bytes, vro_errors *errors);

#endif
