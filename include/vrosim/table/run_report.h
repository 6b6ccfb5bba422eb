// The summary of a run on the terminal, what a clinician asks first, in at most 80 columns.
#ifndef VROSIM_TABLE_RUN_REPORT_H
#define VROSIM_TABLE_RUN_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

#include <stdio.h>

// Prints the results in all children, and in subgroups where there are any. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_run_report_print(FILE *stream, const vro_results_view *view,
                                               vro_errors *errors);

// Prints how fast the courses were simulated. seconds: time of the simulation.
void vro_run_report_print_speed(FILE *stream, const vro_results_view *view, double seconds);

#endif
