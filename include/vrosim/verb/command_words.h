// Words that people try as options and verbs, from other programs.
#ifndef VROSIM_VERB_COMMAND_WORDS_H
#define VROSIM_VERB_COMMAND_WORDS_H

#include "vrosim/core/nearest_name.h"
#include "vrosim/verb/verb.h"

// Names of options, without dashes, to look among. names: [count], borrowed.
vro_name_list vro_command_words_options(const char *const *names, size_t count);

enum { VRO_COMMAND_WORDS_MAX = 32 };

// Verbs, and the options of the program itself, to look among. Texts are borrowed from verbs
// [count], of which there are fewer than VRO_COMMAND_WORDS_MAX - 2.
typedef struct vro_verb_words {
    const char *names[VRO_COMMAND_WORDS_MAX];
    const char *meanings[VRO_COMMAND_WORDS_MAX];
    vro_name_list list; // of these arrays
} vro_verb_words;

void vro_command_words_verbs(vro_verb_words *self, const vro_verb *verbs, size_t count);

#endif
