// The summary of a deterministic sensitivity analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_TORNADO_REPORT_H
#define VROSIM_TABLE_TORNADO_REPORT_H

#include "vrosim/study/sensitivity.h"

#include <stdio.h>

// Prints, for all children, the parameters that change an outcome most, as a tornado for each
// outcome and difference between strategies (for the mean where there is one strategy), then the
// thresholds. seconds: time of the simulation.
void vro_tornado_report_print(FILE *stream, const vro_sensitivity *results, double seconds);

#endif
