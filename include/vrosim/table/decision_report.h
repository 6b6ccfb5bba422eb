// The decisions of an uncertainty analysis on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_DECISION_REPORT_H
#define VROSIM_TABLE_DECISION_REPORT_H

#include "vrosim/study/decisions.h"

#include <stdio.h>

// Prints for every trade-off, of all children, the best strategy at some thresholds, how probable
// it is the best and what it would be worth to know everything; where that is most, the parameters
// worth most; and how many sets of parameters were left out for want of samples. Nothing where
// there is one strategy.
void vro_decision_report_print(FILE *stream, const vro_decisions *decisions);

#endif
