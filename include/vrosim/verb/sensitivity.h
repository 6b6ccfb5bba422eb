// `vrosim sensitivity`: runs of the same children with one or two parameters changed, and a search
// for the values at which two strategies are equally good.
#ifndef VROSIM_VERB_SENSITIVITY_H
#define VROSIM_VERB_SENSITIVITY_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"

#include <stdio.h>

// Simulates the same children at every point, and writes and prints the results. VRO_BAD_INPUT or
// VRO_BAD_USAGE with all faults at once; those of signals leave nothing behind.
VRO_MUST_CHECK vro_status vro_sensitivity_perform(const vro_options *options, FILE *output,
                                                  vro_errors *errors);

// Repeats the analysis of a manifest and compares the files (vro_session_replay).
VRO_MUST_CHECK vro_status vro_sensitivity_replay(const vro_session_options *options,
                                                 const vro_manifest *manifest, vro_errors *errors);

// Only adds the faults of the tables, of the folder and of the parameters to vary.
void vro_sensitivity_inspect(const vro_options *options, vro_errors *errors);

#endif
