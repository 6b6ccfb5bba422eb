// The first page of the summary on screen: outcomes in rows, strategies in columns.
#ifndef VROSIM_TABLE_OUTCOME_REPORT_H
#define VROSIM_TABLE_OUTCOME_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdio.h>

// Prints later surgery, complications, deaths, operations, legs, hips, costs: of all children, each
// with its error. Strategies beyond those that a line of 100 columns holds follow in a table below.
VRO_MUST_CHECK vro_status vro_outcome_report_print(FILE *stream, const vro_results_view *view,
                                                   vro_errors *errors);

#endif
