// --help and --version.
#ifndef VROSIM_VERB_HELP_H
#define VROSIM_VERB_HELP_H

#include "vrosim/verb/verb.h"

#include <stdio.h>

// How the program is called, its verbs and the options of each.
void vro_help_program(FILE *stream);

// How a verb is called, what it does and its options.
void vro_help_verb(const vro_verb *verb, FILE *stream);

// Name, version and licence of the program.
void vro_help_version(FILE *stream);

#endif
