// `vrosim replay`: repeats a run or an analysis from its manifest alone and compares the files.
#ifndef VROSIM_VERB_REPLAY_H
#define VROSIM_VERB_REPLAY_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Repeats what the manifest options->tables[0] describes, and compares the digests of all files.
// VRO_BAD_OUTPUT, with one sentence a file, where any differs. The files are kept where --out names
// a folder for them, also those that differ.
VRO_MUST_CHECK vro_status vro_replay_perform(const vro_options *options, FILE *output,
                                             vro_errors *errors);

// Only adds the faults of the manifest.
void vro_replay_inspect(const vro_options *options, vro_errors *errors);

#endif
