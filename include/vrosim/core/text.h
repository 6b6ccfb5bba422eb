// UTF-8 and messages about texts: characters, an excerpt, the nearest right word.
#ifndef VROSIM_CORE_TEXT_H
#define VROSIM_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

// The bytes (1 to 4) of the well-formed UTF-8 character at text; 0 at the end of the text and at
// malformed bytes.
size_t vro_text_character(const char *text);

// Whether all of the text is well-formed UTF-8.
bool vro_text_is_utf8(const char *text);

// The number of characters of a text in UTF-8.
size_t vro_text_characters(const char *text);

// Whether a text in UTF-8 holds a control character: U+0000 to U+001F, U+007F to U+009F.
bool vro_text_has_control(const char *text);

enum { VRO_EXCERPT_CHARACTERS = 40 };

typedef struct vro_excerpt {
    char text[4 * VRO_EXCERPT_CHARACTERS + 4];
} vro_excerpt;

// The first VRO_EXCERPT_CHARACTERS characters, and "..." where there are more. text is UTF-8; one
// that is not is cut where it breaks.
vro_excerpt vro_text_excerpt(const char *text);

// The first candidate with the smallest edit distance to word, without regard to case. count is at
// least 1. Only the first 64 bytes of a text are compared.
const char *vro_text_nearest(const char *word, const char *const *candidates, size_t count);

// Whether a word may be a misspelt candidate: edits for at most a third of the longer one, rounded
// up.
bool vro_text_is_near(const char *word, const char *candidate);

enum { VRO_SUGGESTION_MAX = 200 };

typedef struct vro_suggestion {
    char text[VRO_SUGGESTION_MAX];
} vro_suggestion;

// What follows "WORD is unknown": "; the nearest is 'NEAREST'", or "; no name is near it".
vro_suggestion vro_text_suggest(const char *word, const char *nearest);

enum { VRO_NEAREST = 3 };

enum { VRO_SUGGESTIONS_MAX = 1024 };

typedef struct vro_suggestions {
    char text[VRO_SUGGESTIONS_MAX];
} vro_suggestions;

// The same with up to VRO_NEAREST of the candidates that are near, the nearest first: "; the
// nearest are 'a', 'b' and 'c'". Long names are cut to an excerpt.
vro_suggestions vro_text_suggest_few(const char *word, const char *const *candidates, size_t count);

#endif
