// `vrosim validate`: the model's figures beside published ones.
#ifndef VROSIM_VERB_VALIDATE_H
#define VROSIM_VERB_VALIDATE_H

#include "vrosim/table/manifest.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"

// Simulates the children of every study, and writes and prints the comparison. VRO_BAD_INPUT or
// VRO_BAD_USAGE with all faults at once; those of signals leave nothing behind.
VRO_MUST_CHECK vro_status vro_validate_perform(const vro_options *options, FILE *output,
                                               vro_errors *errors);

// Repeats the validation of a manifest and compares the files (vro_session_replay).
VRO_MUST_CHECK vro_status vro_validate_replay(const vro_session_options *options,
                                              const vro_manifest *manifest, vro_errors *errors);

// Only adds the faults of the files and of the folder.
void vro_validate_inspect(const vro_options *options, vro_errors *errors);

#endif
