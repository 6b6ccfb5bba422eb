// The tables of a probabilistic sensitivity analysis: psa_summary.csv, psa_contrasts.csv,
// psa_params.csv, psa_effects.csv, psa_costs.csv, strategies.csv and parameters.csv.
#ifndef VROSIM_TABLE_PSA_TABLES_H
#define VROSIM_TABLE_PSA_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/table/table.h"

#include <stdio.h>

enum { VRO_PSA_TABLES = 7 };

// What they are made of; borrowed. psa_costs.csv has the cost of the scenario's first trade-off.
typedef struct vro_psa_results {
    vro_ensemble *ensemble; // its scratch is used
    vro_outcome_id effect;  // of psa_effects.csv (vro_ensemble_effect)
} vro_psa_results;

// All of them; the context of each is a vro_psa_results. psa_params.csv is present only where a
// parameter is uncertain.
extern const vro_table vro_psa_tables[VRO_PSA_TABLES];

// Writes the table of this name ("psa_summary.csv") to a stream. VRO_BAD_USAGE if no table that is
// present has the name, VRO_NO_MEMORY; the stream keeps its own errors.
VRO_MUST_CHECK vro_status vro_psa_table_write(const vro_psa_results *results, const char *name,
                                              FILE *stream, vro_errors *errors);

#endif
