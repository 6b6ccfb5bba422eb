// vrosim page: the page of `make page`, which the program carries, with a scenario built in.
#ifndef VROSIM_VERB_PAGE_H
#define VROSIM_VERB_PAGE_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

VRO_MUST_CHECK vro_status vro_page_perform(const vro_options *options, FILE *output,
                                           vro_errors *errors);

// Adds the faults of the tables and of the file.
void vro_page_inspect(const vro_options *options, vro_errors *errors);

#endif
