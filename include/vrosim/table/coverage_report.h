// What an uncertainty analysis covers, on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_COVERAGE_REPORT_H
#define VROSIM_TABLE_COVERAGE_REPORT_H

#include "vrosim/study/coverage.h"

#include <stdio.h>

// Prints how many rows of the table are of each kind, names those that rest on an assumption and
// are treated as exact, and warns of parameters whose samples do not have the mean or spread that
// the table asks for, or not the correlations.
void vro_coverage_report_print(FILE *stream, const vro_coverage *coverage);

#endif
