// The decision tables of a probabilistic sensitivity analysis: decision_plane.csv,
// decision_increments.csv, decision_acceptability.csv, decision_information.csv and
// decision_partial.csv.
#ifndef VROSIM_TABLE_DECISION_TABLES_H
#define VROSIM_TABLE_DECISION_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/study/decisions.h"

// Writes all of them into folder; decision_partial.csv only where a parameter is uncertain, and
// without the sets that have too few samples. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_decision_tables_write(const vro_decisions *decisions,
                                                    vro_new_folder *folder, vro_errors *errors);

#endif
