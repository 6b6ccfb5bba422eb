// Texts by name, and sentences with {names} that they fill.
#ifndef VROSIM_CORE_NAMED_TEXTS_H
#define VROSIM_CORE_NAMED_TEXTS_H

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_named_text {
    char *name; // owned
    char *text; // owned
} vro_named_text;

// Zeroed, there are none.
typedef struct vro_named_texts {
    vro_named_text *items; // [count], each name once; owned
    size_t count;
    size_t capacity;
    bool failed; // memory was short, and a text is missing
} vro_named_texts;

// Sets the text of a name, in printf form, in place of an earlier one.
__attribute__((format(printf, 3, 4))) void
vro_named_texts_set(vro_named_texts *self, const char *name, const char *format, ...);

// The text of a name, borrowed; NULL if it has none.
const char *vro_named_texts_find(const vro_named_texts *self, const char *name);

// Whether each of a list of names, separated by blanks, has a text.
bool vro_named_texts_have(const vro_named_texts *self, const char *names);

// Appends a sentence with the text of each {name} in its place. A piece in [brackets] is left out
// where a name in it has no text. Where one outside of them has none nothing is appended, and the
// result is false. text keeps a failure of memory.
bool vro_named_texts_fill(const vro_named_texts *self, const char *sentence, vro_byte_buffer *text);

// The fault of a sentence whose braces and brackets do not close, or are in each other in another
// way than [..{name}..], as the end of a sentence; NULL: none. Static.
const char *vro_named_texts_fault(const char *sentence);

// Releases everything.
void vro_named_texts_free(vro_named_texts *self);

#endif
