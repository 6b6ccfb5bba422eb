// The tables of a validation: validation.csv, and parameters.csv of the default under the user's
// tables.
#ifndef VROSIM_TABLE_VALIDATION_TABLES_H
#define VROSIM_TABLE_VALIDATION_TABLES_H

#include "vrosim/file/new_folder.h"
#include "vrosim/input/scenario.h"
#include "vrosim/study/validation.h"

typedef struct vro_validation_view {
    const vro_validation *validation; // judged
    const vro_scenario *scenario;     // before the tables of the studies
} vro_validation_view;

// Writes all of them into folder. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_validation_tables_write(const vro_validation_view *view,
                                                      vro_new_folder *folder, vro_errors *errors);

#endif
