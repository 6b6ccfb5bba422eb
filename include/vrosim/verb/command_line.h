// Reads the command line.
#ifndef VROSIM_VERB_COMMAND_LINE_H
#define VROSIM_VERB_COMMAND_LINE_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/verb.h"

#include <stddef.h>

// Reads argv, which must outlive self and ends with NULL; verbs[verb_count] are the known verbs.
// Adds all faults to errors: VRO_BAD_USAGE, or VRO_NO_MEMORY. After faults self holds what could be
// read. An option with a value may be given once.
VRO_MUST_CHECK vro_status vro_command_line_parse(vro_options *self, const vro_verb *verbs,
                                                 size_t verb_count, int argc, char **argv,
                                                 vro_errors *errors);

#endif
