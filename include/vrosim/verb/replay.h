// `vrosim replay`: a run again, from its manifest alone, to see that it gives the same files.
#ifndef VROSIM_VERB_REPLAY_H
#define VROSIM_VERB_REPLAY_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Runs what the manifest (the one file that options name) holds, and compares the digests of all
// files. VRO_BAD_OUTPUT, with one sentence a file, where any differs. The files are kept where
// --out names a folder for them, also those that differ.
VRO_MUST_CHECK vro_status vro_replay_perform(const vro_options *options, FILE *output,
                                             vro_errors *errors);

// Names the faults of the manifest.
void vro_replay_inspect(const vro_options *options, vro_errors *errors);

#endif
