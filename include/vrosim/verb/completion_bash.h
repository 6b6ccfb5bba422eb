// What completes the command line in bash.
#ifndef VROSIM_VERB_COMPLETION_BASH_H
#define VROSIM_VERB_COMPLETION_BASH_H

#include "vrosim/verb/verb.h"

#include <stddef.h>
#include <stdio.h>

// For ~/.bashrc, or a file "vrosim" in share/bash-completion/completions.
void vro_completion_bash(const vro_verb *verbs, size_t count, FILE *output);

#endif
