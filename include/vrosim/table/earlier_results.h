// The results of an earlier run in a folder: only what the program wrote itself, as it was written.
#ifndef VROSIM_TABLE_EARLIER_RESULTS_H
#define VROSIM_TABLE_EARLIER_RESULTS_H

#include "vrosim/core/error.h"
#include "vrosim/file/folder_contents.h"

// Adds to contents every file of a folder (a descriptor), which must be empty or hold a manifest
// and the files that it lists: files of results by their names, with the digests of the manifest.
// path: for sentences. *verb becomes the verb whose results they are, "run" or that of an analysis,
// owned by the caller; NULL where the folder is empty. VRO_BAD_USAGE where there is anything else,
// VRO_BAD_OUTPUT where something cannot be read, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_earlier_results_find(int folder, const char *path,
                                                   vro_folder_contents *contents, char **verb,
                                                   vro_errors *errors);

#endif
