// What completes the command line in fish.
#ifndef VROSIM_VERB_COMPLETION_FISH_H
#define VROSIM_VERB_COMPLETION_FISH_H

#include "vrosim/verb/verb.h"

#include <stddef.h>
#include <stdio.h>

// For a file "vrosim.fish" in share/fish/vendor_completions.d.
void vro_completion_fish(const vro_verb *verbs, size_t count, FILE *output);

#endif
