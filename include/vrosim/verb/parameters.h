// `vrosim parameters`: the parameters of scenario tables, for people or as CSV for programs.
#ifndef VROSIM_VERB_PARAMETERS_H
#define VROSIM_VERB_PARAMETERS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints one entry a parameter, or one CSV row, of those that match all words (options->tables).
// VRO_BAD_USAGE where none does. Write errors stay with output.
VRO_MUST_CHECK vro_status vro_parameters_perform(const vro_options *options, FILE *output,
                                                 vro_errors *errors);

#endif
