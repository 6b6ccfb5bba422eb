// What the scripts of `vrosim completion` share: texts of the tables as a shell reads them.
#ifndef VROSIM_VERB_COMPLETION_TEXT_H
#define VROSIM_VERB_COMPLETION_TEXT_H

#include "vrosim/verb/completion_words.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/verb.h"

#include <stdbool.h>
#include <stdio.h>

// How a shell writes what stands for itself within single quotes.
typedef struct vro_completion_quotes {
    const char *escaped; // characters with a backslash before them
    const char *quote;   // a single quote
} vro_completion_quotes;

// Writes the first words of a help text, up to its first point, semicolon, colon or bracket.
void vro_completion_write_text(FILE *output, const char *text, vro_completion_quotes quotes);

// Writes all words, with blanks between them.
void vro_completion_write_words(FILE *output, const vro_completion *self);

// What completes the argument of an option.
const vro_completion *vro_completion_of_option(const vro_option *row);

// The options of a verb, with --help.
vro_option_set vro_completion_options(const vro_verb *verb);

// An argument of a verb: of " FORM DIR [DIR...]" the first, "FORM", then "DIR", which is the last
// since all that follow are named like it.
typedef struct vro_completion_place {
    const char *rest; // of the text; at first all of it
    int number;       // of the argument, 1 for the first; at first 0
    bool last;        // those further on are like it
    char name[VRO_COMPLETION_WORD_MAX];
} vro_completion_place;

// Goes to the next argument; false after the last. Options among them are skipped.
bool vro_completion_place_next(vro_completion_place *self);

#endif
