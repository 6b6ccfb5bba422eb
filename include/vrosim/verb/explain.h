// `vrosim explain`: tells the course of a child, or of the first children that meet conditions.
#ifndef VROSIM_VERB_EXPLAIN_H
#define VROSIM_VERB_EXPLAIN_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints the stories. The faults of vro_scenario_load and vro_condition_list_read; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_explain_perform(const vro_options *options, FILE *output,
                                              vro_errors *errors);

// Only adds the faults of the tables and, where they have none, of the conditions.
void vro_explain_inspect(const vro_options *options, vro_errors *errors);

#endif
