// vrosim report: figures of results, and one page with all of them.
#ifndef VROSIM_VERB_REPORT_H
#define VROSIM_VERB_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

VRO_MUST_CHECK vro_status vro_report_perform(const vro_options *options, FILE *output,
                                             vro_errors *errors);

// Adds the faults of the folders.
void vro_report_inspect(const vro_options *options, vro_errors *errors);

#endif
