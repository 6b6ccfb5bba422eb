// The tables of a calibration that say how far it can be trusted: calibration_conflicts.csv,
// calibration_diagnostics.csv.
#ifndef VROSIM_TABLE_CALIBRATION_DIAGNOSTICS_TABLES_H
#define VROSIM_TABLE_CALIBRATION_DIAGNOSTICS_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"

// Write a table of a vro_calibration (table/table_files.h). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_conflicts_write(const void *calibration,
                                                          vro_csv_writer *writer,
                                                          vro_errors *errors);
VRO_MUST_CHECK vro_status vro_calibration_diagnostics_write(const void *calibration,
                                                            vro_csv_writer *writer,
                                                            vro_errors *errors);

#endif
