// The right name for a word that is none: by its letters, as a part of a longer name, or by its
// sense.
#ifndef VROSIM_CORE_NEAREST_NAME_H
#define VROSIM_CORE_NEAREST_NAME_H

#include <stdbool.h>
#include <stddef.h>

// A word that people search for, and the word that names or meanings have in its place. NULL: the
// word says little, and is left out where a name has nothing like it.
typedef struct vro_synonym {
    const char *word;
    const char *meant;
} vro_synonym;

// Names to look among. Words are letters and digits; other characters part them, and case does not
// matter. Everything is borrowed.
typedef struct vro_name_list {
    const char *const *names; // [count]
    size_t count;
    const char *const *meanings; // [count], sentences; NULL: none
    const vro_synonym *synonyms; // [synonym_count]
    size_t synonym_count;
} vro_name_list;

// Whether word may be a misspelt name: letters inserted, deleted, replaced or exchanged with the
// next, for at most a third of the longer one, rounded up. Both begin with the same letter where
// one has fewer than five. Only the first 64 bytes are compared.
bool vro_nearest_name_is_near(const char *word, const char *name);

// The nearest name; NULL if none is near. In this order: the same but for case and separators; the
// part before or after the first point; words of the name, or others that stand for them; misspelt;
// words of its meaning.
const char *vro_nearest_name(const char *word, const vro_name_list *among);

typedef enum vro_nearness {
    VRO_NEAR_BY_WORDS,   // a name that has all words, or others that stand for them
    VRO_NEAR_BY_LETTERS, // or differs by a letter
    VRO_NEAR_BY_MEANING  // or anything above
} vro_nearness;

// The nearest name that is at least so near; NULL if none is.
const char *vro_nearest_name_within(const char *word, const vro_name_list *among,
                                    vro_nearness most);

enum { VRO_SUGGESTION_MAX = 512 };

typedef struct vro_suggestion {
    char text[VRO_SUGGESTION_MAX];
} vro_suggestion;

// What follows "WORD is unknown": "; the nearest is 'NAME'", or "; the nearest are 'A', 'B' or 'C'"
// where several are equally near, "; the
// nearest are 'A', 'B', 'C' and 4 more" where many are. Where none is: "; there are 'A' and 'B'",
// all of them if they are few, else "".
vro_suggestion vro_suggest(const char *word, const vro_name_list *among);

// Whether every word of word, or one that stands for it, is a word of a name of the list or of its
// meaning, or begins as one does.
bool vro_nearest_name_matches(const char *word, const vro_name_list *among, size_t name);

#endif
