// The summary on the terminal: what a clinician wants to know first, in at most 80 columns.
#ifndef VROSIM_TABLE_RUN_REPORT_H
#define VROSIM_TABLE_RUN_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdio.h>

// Prints the study of all children. seconds: time of the run. VRO_NO_MEMORY prints nothing.
VRO_MUST_CHECK vro_status vro_run_report_print(FILE *stream, const vro_results_view *view,
                                               double seconds, vro_errors *errors);

#endif
