// Files of results: created, and closed only when everything has reached the disk.
#ifndef VROSIM_OUTPUT_FILE_H
#define VROSIM_OUTPUT_FILE_H

#include "vrosim/core/error.h"

#include <stdio.h>

// "folder/name", to be freed by the caller; NULL without memory (reported).
char *vro_file_path(const char *folder, const char *name, vro_errors *errors);

// Creates or empties a file; NULL where that fails (reported with path and reason).
FILE *vro_file_create(const char *path, vro_errors *errors);

// Flushes, syncs and closes *file, sets it to NULL, and reports (VRO_BAD_OUTPUT, path and reason)
// what could not be written since it was created. A NULL *file is fine.
VRO_MUST_CHECK vro_status vro_file_close(FILE **file, const char *path, vro_errors *errors);

#endif
