// The decisions of a probabilistic sensitivity analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_DECISION_REPORT_H
#define VROSIM_TABLE_DECISION_REPORT_H

#include "vrosim/study/decisions.h"

#include <stdio.h>

// Prints for every trade-off, in all children: at some thresholds the best strategy, the
// probability that it is best and the EVPI; at the threshold with the greatest EVPI the parameters
// with the greatest EVPPI; and how many parameter sets had too few samples. Prints nothing for one
// strategy.
void vro_decision_report_print(FILE *stream, const vro_decisions *decisions);

#endif
