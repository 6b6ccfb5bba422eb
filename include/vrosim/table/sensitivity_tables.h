// The tables of a deterministic sensitivity analysis: sensitivity_oneway.csv, sensitivity_grid.csv
// and sensitivity_threshold.csv, each where the analysis has it, and parameters.csv.
#ifndef VROSIM_TABLE_SENSITIVITY_TABLES_H
#define VROSIM_TABLE_SENSITIVITY_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/study/sensitivity.h"

// "none", "found", "jump", "touching", "equal". Static.
const char *vro_search_status_name(vro_search_status status);

// Writes all of them into folder. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_sensitivity_tables_write(const vro_sensitivity *self,
                                                       vro_new_folder *folder, vro_errors *errors);

#endif
