// The end of the summary on screen: the main outcome in subgroups.
#ifndef VROSIM_TABLE_SUBGROUP_REPORT_H
#define VROSIM_TABLE_SUBGROUP_REPORT_H

#include "vrosim/outcome/results_view.h"

#include <stdio.h>

// Prints later surgery of the index hip by about five years in each GMFCS level and each of the
// other subgroups, and marks the strategies with the least of it. Nothing where levels are the only
// subgroups.
void vro_subgroup_report_print(FILE *stream, const vro_results_view *view);

#endif
