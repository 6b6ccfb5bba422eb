// vrosim checklist: a reporting checklist, filled in from folders of results.
#ifndef VROSIM_VERB_CHECKLIST_H
#define VROSIM_VERB_CHECKLIST_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdio.h>

// Writes checklist_FORM.csv and checklist_FORM.html and prints the counts. VRO_BAD_USAGE where
// there is no such form, or answers would be lost; VRO_BAD_INPUT, VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checklist_perform(const vro_options *options, FILE *output,
                                                vro_errors *errors);

#endif
