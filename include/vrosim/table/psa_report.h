// The summary of a probabilistic sensitivity analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_PSA_REPORT_H
#define VROSIM_TABLE_PSA_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/study/ensemble.h"

#include <stdio.h>

// Prints means and differences with their uncertainty intervals, and whether more children or more
// samples would make them more precise.
void vro_psa_report_print(FILE *stream, vro_ensemble *ensemble);

// Prints how many courses were simulated, and in how many seconds.
void vro_psa_report_print_speed(FILE *stream, const vro_ensemble *ensemble, double seconds);

#endif
