// vrosim describe: the methods of a folder of results, and tables for the supplement of a paper.
#ifndef VROSIM_VERB_DESCRIBE_H
#define VROSIM_VERB_DESCRIBE_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints Markdown; with a folder to write to, describe.md and supplement_*.csv go there, beside
// what it holds, and their names are printed. VRO_BAD_INPUT, VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_describe_perform(const vro_options *options, FILE *output,
                                               vro_errors *errors);

#endif
