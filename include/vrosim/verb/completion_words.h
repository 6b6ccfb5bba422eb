// What may stand for an argument of the command line, as far as it is known before it is typed.
#ifndef VROSIM_VERB_COMPLETION_WORDS_H
#define VROSIM_VERB_COMPLETION_WORDS_H

#include <stddef.h>

typedef enum vro_completion_kind {
    VRO_COMPLETE_NOTHING, // a number, or what else only the user knows
    VRO_COMPLETE_FILES,
    VRO_COMPLETE_FOLDERS,
    VRO_COMPLETE_WORDS
} vro_completion_kind;

enum { VRO_COMPLETION_WORD_MAX = 96 };

// A word of letters, digits and marks that no shell reads, "=" at the end where a value follows;
// "" is none.
typedef struct vro_completion_word {
    char text[VRO_COMPLETION_WORD_MAX];
} vro_completion_word;

typedef struct vro_completion {
    const char *option;   // whose argument it is; NULL: of any, and of verbs
    const char *argument; // as the help names it, such as "DIR"; NULL: any
    vro_completion_kind kind;
    vro_completion_word (*word)(size_t index); // of VRO_COMPLETE_WORDS, none after the last
} vro_completion;

// What completes the argument of an option, or, where option is "", of a verb. Static.
const vro_completion *vro_completion_of(const char *option, const char *argument);

#endif
