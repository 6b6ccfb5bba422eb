// The summary of a run on the terminal, what a clinician asks first, in at most 80 columns.
#ifndef VROSIM_TABLE_RUN_REPORT_H
#define VROSIM_TABLE_RUN_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdio.h>

// Prints the results in all children. seconds: time of the simulation. VRO_NO_MEMORY, with nothing
// printed.
VRO_MUST_CHECK vro_status vro_run_report_print(FILE *stream, const vro_results_view *view,
                                               double seconds, vro_errors *errors);

#endif
