// Reads files of results of a folder into memory.
#ifndef VROSIM_TABLE_RESULT_FILES_H
#define VROSIM_TABLE_RESULT_FILES_H

#include "vrosim/core/error.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

// Adds those of the files names[count] that are in a folder; names that are there already, and
// files that are not, are skipped. VRO_BAD_INPUT, with a place for every fault, where the folder or
// one of the files cannot be read; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_result_files_read(vro_result_tables *self, const char *folder,
                                                const char *const *names, size_t count,
                                                vro_errors *errors);

#endif
