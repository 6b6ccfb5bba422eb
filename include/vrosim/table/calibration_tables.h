// The tables of a calibration: calibration_posterior.csv, calibration_parameters.csv,
// calibration_fit.csv, calibration_conflicts.csv, calibration_diagnostics.csv, the overlay
// calibrated.csv, and parameters.csv of the default under the user's tables and the prior.
#ifndef VROSIM_TABLE_CALIBRATION_TABLES_H
#define VROSIM_TABLE_CALIBRATION_TABLES_H

#include "vrosim/file/new_folder.h"
#include "vrosim/study/calibration_results.h"

// Writes all of them into folder. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_tables_write(const vro_calibration *calibration,
                                                       vro_new_folder *folder, vro_errors *errors);

#endif
