// `vrosim merge`: from the files of all shards to the results of the whole.
#ifndef VROSIM_VERB_MERGE_H
#define VROSIM_VERB_MERGE_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Adds the files of options->tables up and writes the results, the same bytes as those of one run
// or of one uncertainty analysis.
// VRO_BAD_INPUT with all faults at once: files that cannot be read, of another order, unfinished or
// named twice, some of a run and some of an analysis, and shards that are missing.
VRO_MUST_CHECK vro_status vro_merge_perform(const vro_options *options, FILE *output,
                                            vro_errors *errors);

// Only names the faults of the files.
void vro_merge_inspect(const vro_options *options, vro_errors *errors);

#endif
