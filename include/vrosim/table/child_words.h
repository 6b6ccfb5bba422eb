// Who the children of a list are, in words.
#ifndef VROSIM_TABLE_CHILD_WORDS_H
#define VROSIM_TABLE_CHILD_WORDS_H

#include "vrosim/input/child_list.h"

#include <stdio.h>

// Prints a sentence: the attributes of a list of one child, or the columns of a longer one. Nothing
// without a list.
void vro_child_words_print(FILE *stream, const vro_child_list *list);

#endif
