// What a child's story says, in every language: one table (table/story_texts.def), and how its
// numbers are written.
#ifndef VROSIM_TABLE_STORY_TEXTS_H
#define VROSIM_TABLE_STORY_TEXTS_H

#include "vrosim/core/paragraph.h"
#include "vrosim/table/report_texts.h"

#include <stddef.h>
#include <stdio.h>

#define VRO_STORY_TEXT(identifier, english, german) identifier,
typedef enum vro_story_text_id {
#include "vrosim/table/story_texts.def"
    VRO_STORY_TEXTS
} vro_story_text_id;
#undef VRO_STORY_TEXT

enum { VRO_STORY_WIDTH = 100 }; // of a line, in characters

// What stands in the places {1} to {5} of a text; places without a value stay empty. NULL for a
// text without places.
enum { VRO_STORY_PLACES = 5 };
typedef const char *const vro_story_values[VRO_STORY_PLACES];

// A text as the table has it. Static.
const char *vro_story_text(vro_language language, vro_story_text_id id);

// A number rounded to decimals, and one to six significant digits at most. In English it is plain
// ASCII ("-1234.5"), in other languages as in reports.
vro_report_number vro_story_number(vro_language language, double value, int decimals);
vro_report_number vro_story_plain(vro_language language, double value);

// The same with a + before a number that is not below 0.
vro_report_number vro_story_signed(vro_language language, double value, int decimals);

// The nearest number with so many decimals, halves away from 0; never -0.
double vro_story_rounded(double value, int decimals);

// Prints a text with its values.
void vro_story_print(FILE *stream, vro_language language, vro_story_text_id id,
                     const vro_story_values values);

// A paragraph of a story. {.language = ...} is empty.
typedef struct vro_story_paragraph {
    vro_language language;
    vro_paragraph words;
} vro_story_paragraph;

// Adds a text with its values.
void vro_story_say(vro_story_paragraph *to, vro_story_text_id id, const vro_story_values values);

// The same with a separator before it where the paragraph has words already.
void vro_story_say_item(vro_story_paragraph *to, const char *separator, vro_story_text_id id,
                        const vro_story_values values);

#endif
