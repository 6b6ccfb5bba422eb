// coverage.csv: how each row of parameters.csv enters an uncertainty analysis.
// psa_correlations.csv: the correlations of its samples.
#ifndef VROSIM_TABLE_COVERAGE_TABLES_H
#define VROSIM_TABLE_COVERAGE_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/study/coverage.h"

#define VRO_COVERAGE_FILE "coverage.csv"

// Writes them into folder, the second where there are correlations. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_coverage_tables_write(const vro_coverage *coverage,
                                                    vro_new_folder *folder, vro_errors *errors);

#endif
