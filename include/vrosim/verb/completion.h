// `vrosim completion`: what completes the command line in a shell, from the tables of verbs and
// options.
#ifndef VROSIM_VERB_COMPLETION_H
#define VROSIM_VERB_COMPLETION_H

#include "vrosim/core/error.h"
#include "vrosim/verb/verb.h"

#include <stddef.h>
#include <stdio.h>

// Writes the script of the shell, "bash", "zsh" or "fish", for verbs[count]. VRO_BAD_USAGE for
// another.
VRO_MUST_CHECK vro_status vro_completion_write(const char *shell_name, const vro_verb *verbs,
                                               size_t count, FILE *output, vro_errors *errors);

#endif
