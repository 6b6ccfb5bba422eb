// `vrosim run`: from a scenario to a folder of results.
#ifndef VROSIM_VERB_RUN_H
#define VROSIM_VERB_RUN_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Simulates the children, writes the results and prints the summary. A failed run leaves nothing
// behind but its checkpoint.
VRO_MUST_CHECK vro_status vro_run_perform(const vro_options *options, FILE *output,
                                          vro_errors *errors);

#endif
