// `vrosim sensitivity`: what the results would be if one parameter or two had other values, and
// where strategies change places.
#ifndef VROSIM_VERB_SENSITIVITY_H
#define VROSIM_VERB_SENSITIVITY_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"

#include <stdio.h>

// Simulates the same children at every point that options ask for, and writes and prints what comes
// of it. VRO_BAD_INPUT and VRO_BAD_USAGE with all faults at once; VRO_INTERRUPTED and
// VRO_TERMINATED leave nothing behind.
VRO_MUST_CHECK vro_status vro_sensitivity_perform(const vro_options *options, FILE *output,
                                                  vro_errors *errors);

// Does again what a manifest of it holds and compares the files (vro_session_replay).
VRO_MUST_CHECK vro_status vro_sensitivity_replay(const vro_session_options *options,
                                                 const vro_manifest *manifest, vro_errors *errors);

// Only names the faults of the tables, of the folder and of what is to be varied.
void vro_sensitivity_inspect(const vro_options *options, vro_errors *errors);

#endif
