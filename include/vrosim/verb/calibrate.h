// `vrosim calibrate`: the parameters fitted to published figures.
#ifndef VROSIM_VERB_CALIBRATE_H
#define VROSIM_VERB_CALIBRATE_H

#include "vrosim/table/manifest.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"

// Searches, samples, and writes and prints the posterior. VRO_BAD_INPUT or VRO_BAD_USAGE with all
// faults at once, and where the diagnostics do not carry a posterior; those of signals leave
// nothing behind.
VRO_MUST_CHECK vro_status vro_calibrate_perform(const vro_options *options, FILE *output,
                                                vro_errors *errors);

// Repeats the calibration of a manifest and compares the files (vro_session_replay).
VRO_MUST_CHECK vro_status vro_calibrate_replay(const vro_session_options *options,
                                               const vro_manifest *manifest, vro_errors *errors);

// Only adds the faults of the files and of the folder.
void vro_calibrate_inspect(const vro_options *options, vro_errors *errors);

#endif
