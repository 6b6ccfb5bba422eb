// Words of the methods of a study, in every language, and lists of them.
#ifndef VROSIM_TABLE_METHODS_WORDS_H
#define VROSIM_TABLE_METHODS_WORDS_H

#include "vrosim/core/paragraph.h"
#include "vrosim/table/report_texts.h"

#include <stddef.h>

#define VRO_METHODS_WORD(identifier, english, german) identifier,
typedef enum vro_methods_word {
#include "vrosim/table/methods_words.def"
    VRO_METHODS_WORDS
} vro_methods_word;
#undef VRO_METHODS_WORD

// A word. Static.
const char *vro_methods_word_text(vro_language language, vro_methods_word word);

// A number to three significant digits, or to its last whole digit, without zeros at its end: 6,
// 0.5, 12,345.
vro_report_number vro_methods_words_number(vro_language language, double value);

// Adds "a, b and c" to a text. items: [count].
void vro_methods_words_list(vro_paragraph *text, vro_language language, const char *const *items,
                            size_t count);

#endif
