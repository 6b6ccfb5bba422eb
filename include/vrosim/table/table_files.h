// Tables as files in a folder.
#ifndef VROSIM_TABLE_TABLE_FILES_H
#define VROSIM_TABLE_TABLE_FILES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/table/table.h"

#include <stddef.h>

// Writes those of tables[count] that are present into an existing folder, one after the other up to
// the first fault. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_tables_write(const vro_table *tables, size_t count,
                                           const void *context, vro_new_folder *folder,
                                           vro_errors *errors);

// Writes every table of a run (table/run_tables.h) into an existing folder, on `threads` threads.
// VRO_BAD_OUTPUT names each file that could not be written, and why; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_run_tables_write(const vro_results_view *view, vro_new_folder *folder,
                                               int threads, vro_errors *errors);

#endif
