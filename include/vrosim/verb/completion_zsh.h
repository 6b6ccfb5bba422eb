// What completes the command line in zsh.
#ifndef VROSIM_VERB_COMPLETION_ZSH_H
#define VROSIM_VERB_COMPLETION_ZSH_H

#include "vrosim/verb/verb.h"

#include <stddef.h>
#include <stdio.h>

// For a file "_vrosim" in a folder of $fpath.
void vro_completion_zsh(const vro_verb *verbs, size_t count, FILE *output);

#endif
