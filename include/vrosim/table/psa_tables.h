// The tables of a probabilistic sensitivity analysis: psa_summary.csv, psa_contrasts.csv,
// psa_params.csv, psa_effects.csv, psa_costs.csv and parameters.csv.
#ifndef VROSIM_TABLE_PSA_TABLES_H
#define VROSIM_TABLE_PSA_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/study/ensemble.h"

// Writes all of them into folder; psa_params.csv only where a parameter is uncertain. effect: the
// outcome of psa_effects.csv (vro_decisions_effect); psa_costs.csv has the cost of the scenario's
// first trade-off. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_psa_tables_write(vro_ensemble *ensemble, vro_outcome_id effect,
                                               vro_new_folder *folder, vro_errors *errors);

#endif
