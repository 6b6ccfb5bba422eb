// The summary of an uncertainty analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_PSA_REPORT_H
#define VROSIM_TABLE_PSA_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/study/ensemble.h"

#include <stdio.h>

// Prints means with their uncertainty intervals, differences, and whether more children or more
// samples would help.
void vro_psa_report_print(FILE *stream, vro_ensemble *ensemble);

// Prints how many courses were simulated in so many seconds.
void vro_psa_report_print_speed(FILE *stream, const vro_ensemble *ensemble, double seconds);

#endif
