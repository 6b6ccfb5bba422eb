// The files of an uncertainty analysis: psa_summary.csv, psa_contrasts.csv, psa_params.csv,
// psa_effects.csv, parameters.csv.
#ifndef VROSIM_OUTPUT_PSA_TABLES_H
#define VROSIM_OUTPUT_PSA_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/output/ensemble.h"

// An effect is more where it is better, as tools for decisions take it: the mean of an
// outcome of which more is better, else what is left to 1 of the mean of a share, else minus the
// mean. The outcome must have a direction.
double vro_psa_effect(const vro_ensemble *ensemble, size_t sample, size_t strategy,
                      vro_outcome_id outcome);

// Writes all of them into folder; psa_params.csv only where anything is uncertain. effect: the
// outcome of psa_effects.csv. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_psa_tables_write(vro_ensemble *ensemble, vro_outcome_id effect,
                                               const char *folder, vro_errors *errors);

#endif
