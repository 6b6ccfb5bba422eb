// vrosim verify: checks of the installed program.
#ifndef VROSIM_VERB_VERIFY_H
#define VROSIM_VERB_VERIFY_H

#include "vrosim/verb/options.h"

#include <stdio.h>

// Performs the checks and prints them; writes verify.csv where --out is given. VRO_BAD_OUTPUT where
// a check fails or the file cannot be written.
VRO_MUST_CHECK vro_status vro_verify_perform(const vro_options *options, FILE *output,
                                             vro_errors *errors);

#endif
