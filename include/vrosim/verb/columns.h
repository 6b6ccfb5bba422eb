// `vrosim columns`: the columns of all result files and the outcomes, for people or as CSV for
// programs.
#ifndef VROSIM_VERB_COLUMNS_H
#define VROSIM_VERB_COLUMNS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Prints every file with its columns, or one CSV row a column. Write errors stay with output.
VRO_MUST_CHECK vro_status vro_result_columns_perform(const vro_options *options, FILE *output,
                                                     vro_errors *errors);

#endif
