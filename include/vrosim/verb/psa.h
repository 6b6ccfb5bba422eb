// `vrosim psa`: probabilistic sensitivity analysis, runs of the same children with sampled
// parameters.
#ifndef VROSIM_VERB_PSA_H
#define VROSIM_VERB_PSA_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"
#include "vrosim/verb/shard_inputs.h"

#include <stdio.h>

// Samples the uncertain parameters options->psa.samples times, simulates the same children with
// each sample, and writes and prints the results; for a shard (verb/psa_shard.h), writes its file.
// VRO_BAD_INPUT or VRO_BAD_USAGE with all faults at once; those of signals leave
// nothing behind.
VRO_MUST_CHECK vro_status vro_psa_perform(const vro_options *options, FILE *output,
                                          vro_errors *errors);

// Writes and prints the results of the shards in the files options->tables, the same as those of a
// single analysis. VRO_BAD_INPUT as of vro_psa_shard_gather.
VRO_MUST_CHECK vro_status vro_psa_merge(const vro_options *options, vro_shard_inputs *files,
                                        FILE *output, vro_errors *errors);

// Repeats the analysis of a manifest and compares the files (vro_session_replay).
VRO_MUST_CHECK vro_status vro_psa_replay(const vro_session_options *options,
                                         const vro_manifest *manifest, vro_errors *errors);

// Only adds the faults of the tables, of the folder and of the correlations.
void vro_psa_inspect(const vro_options *options, vro_errors *errors);

// Only adds the faults of the files of shards.
void vro_psa_merge_inspect(vro_shard_inputs *files, vro_errors *errors);

#endif
