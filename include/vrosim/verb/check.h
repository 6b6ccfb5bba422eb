// `vrosim check`: reads scenario tables and says what is in them, or all that is wrong.
#ifndef VROSIM_VERB_CHECK_H
#define VROSIM_VERB_CHECK_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints the strategies of the scenario that the tables make. The faults of vro_scenario_load and
// of vro_uncertainty_init.
VRO_MUST_CHECK vro_status vro_check_perform(const vro_options *options, FILE *output,
                                            vro_errors *errors);

#endif
