// A folder of results as people are told of it: what its manifest says, what its files say, and its
// methods in sentences. Its version may be an earlier one, and files may be missing.
#ifndef VROSIM_TABLE_STUDY_FOLDER_H
#define VROSIM_TABLE_STUDY_FOLDER_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/methods_text.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

typedef struct vro_study_folder {
    vro_named_texts facts; // table/study_facts.h, and the parts of the methods
    vro_result_tables tables;
    vro_methods_text methods;
} vro_study_folder;

// Reads the manifest of a folder, its parameters as the table parameters.csv, and those of the
// files names[count] that are there. VRO_BAD_INPUT, naming the file; VRO_NO_MEMORY. self is then
// empty.
VRO_MUST_CHECK vro_status vro_study_folder_read(vro_study_folder *self, const char *path,
                                                const char *const *names, size_t count,
                                                vro_language language, vro_errors *errors);

void vro_study_folder_free(vro_study_folder *self);

#endif
