// `vrosim merge`: from the files of all shards to the results of the whole run or analysis.
#ifndef VROSIM_VERB_MERGE_H
#define VROSIM_VERB_MERGE_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Merges the files options->tables and writes the results: the same bytes as those of a single run
// or psa. VRO_BAD_INPUT with all faults at once: files that cannot be read, of another
// specification, unfinished or named twice, files of runs beside files of analyses, and missing
// shards.
VRO_MUST_CHECK vro_status vro_merge_perform(const vro_options *options, FILE *output,
                                            vro_errors *errors);

// Only adds the faults of the files.
void vro_merge_inspect(const vro_options *options, vro_errors *errors);

#endif
