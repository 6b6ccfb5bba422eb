// The scenario that a command line asks for.
#ifndef VROSIM_VERB_LOAD_SCENARIO_H
#define VROSIM_VERB_LOAD_SCENARIO_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/verb/options.h"

// Loads the built-in default and the tables of options, keeps the strategies that options name, and
// divides the results as they ask.
// On any fault (vro_scenario_load) self is empty, and the faults of the folder of results
// are named too. self owns what it holds.
VRO_MUST_CHECK vro_status vro_load_scenario(const vro_options *options, vro_scenario *self,
                                            vro_errors *errors);

// Only names the faults of the scenario and of the folder of results that options ask for.
void vro_load_inspect(const vro_options *options, vro_errors *errors);

// Only names what is wrong with the folder of results, where options ask for one that can be read.
void vro_load_inspect_folder(const vro_options *options, vro_errors *errors);

#endif
