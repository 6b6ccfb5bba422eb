// `vrosim check`: reads scenario tables and prints their strategies, or every fault.
#ifndef VROSIM_VERB_CHECK_H
#define VROSIM_VERB_CHECK_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints the strategies of the scenario. The faults of vro_scenario_load and vro_uncertainty_init.
VRO_MUST_CHECK vro_status vro_check_perform(const vro_options *options, FILE *output,
                                            vro_errors *errors);

#endif
