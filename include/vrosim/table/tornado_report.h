// The summary of a sensitivity analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_TORNADO_REPORT_H
#define VROSIM_TABLE_TORNADO_REPORT_H

#include "vrosim/study/sensitivity.h"

#include <stdio.h>

// Prints, for all children, the parameters that move the first outcome most, as a tornado for each
// difference between strategies (of the mean where there is one strategy), then thresholds.
// seconds: time of the simulation.
void vro_tornado_report_print(FILE *stream, const vro_sensitivity *results, double seconds);

#endif
