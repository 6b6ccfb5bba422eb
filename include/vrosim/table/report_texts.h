// What people read in figures and in the report, in every language: one table
// (table/report_texts.def), and numbers as the language writes them.
#ifndef VROSIM_TABLE_REPORT_TEXTS_H
#define VROSIM_TABLE_REPORT_TEXTS_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdio.h>

typedef enum vro_language { VRO_ENGLISH, VRO_GERMAN, VRO_LANGUAGES } vro_language;

#define VRO_REPORT_TEXT(identifier, english, german) identifier,
typedef enum vro_report_text_id {
#include "vrosim/table/report_texts.def"
    VRO_REPORT_TEXTS
} vro_report_text_id;
#undef VRO_REPORT_TEXT

// The code of a language, as in HTML and on the command line: "en". Static.
const char *vro_language_code(vro_language language);

// '.' or ','.
char vro_language_decimal_mark(vro_language language);

// Reads a code. VRO_BAD_USAGE for one that is none.
VRO_MUST_CHECK vro_status vro_language_read(vro_language *self, const char *code,
                                            vro_errors *errors);

// A text as the table has it. Static.
const char *vro_report_text(vro_language language, vro_report_text_id id);

// A text whose {1} to {9} are replaced by values[count], owned by the caller; NULL without memory
// (not reported). A place without a value stays empty.
char *vro_report_sentence(vro_language language, vro_report_text_id id, const char *const *values,
                          size_t count);

// The same for a text of one's own.
char *vro_report_fill(const char *format, const char *const *values, size_t count);

enum { VRO_REPORT_NUMBER_MAX = 96 };

typedef struct vro_report_number {
    char text[VRO_REPORT_NUMBER_MAX];
} vro_report_number;

// A number rounded to 0 to 15 decimals with the marks of the language: 1,234.5 or 1.234,5; the
// minus sign is U+2212. "" for NAN; U+221E for infinity.
vro_report_number vro_report_decimals(vro_language language, double value, int decimals);

// A number to three significant digits, or to its last whole digit: 0.0123, 1.23, 123, 12,345.
vro_report_number vro_report_digits(vro_language language, double value);

// A number to six significant digits at most, without trailing zeros: 10, 0.5, 1,000,000.
vro_report_number vro_report_plain(vro_language language, double value);

// A share in percent with its sign: "26.1 %", with a no-break space.
vro_report_number vro_report_percent(vro_language language, double share, int decimals);

#endif
