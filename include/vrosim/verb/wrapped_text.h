// Text in lines that fit a terminal.
#ifndef VROSIM_VERB_WRAPPED_TEXT_H
#define VROSIM_VERB_WRAPPED_TEXT_H

#include <stdio.h>

// Prints a text in lines of at most 79 characters, each indented by `indent` blanks.
void vro_wrapped_text_print(const char *text, int indent, FILE *stream);

#endif
