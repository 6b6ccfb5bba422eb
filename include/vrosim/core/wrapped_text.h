// Text in lines that fit a terminal.
#ifndef VROSIM_CORE_WRAPPED_TEXT_H
#define VROSIM_CORE_WRAPPED_TEXT_H

#include <stdio.h>

enum { VRO_TERMINAL_WIDTH = 79 };

// Prints a text in lines of at most `width` characters. The first begins with start, the others
// with as many blanks.
void vro_wrapped_text_print(FILE *stream, const char *start, const char *text, int width);

#endif
