// Texts that a figure makes on its way and that live until it is drawn: sentences and numbers in
// its language. Memory that ran short is remembered, so that one check at the end is enough; the
// text is then "".
#ifndef VROSIM_TABLE_FIGURE_TEXTS_H
#define VROSIM_TABLE_FIGURE_TEXTS_H

#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>
#include <stddef.h>

// {.language = ...} is an empty list.
typedef struct vro_figure_texts {
    vro_language language;
    char **texts; // [count], owned
    size_t count;
    size_t capacity;
    bool failed; // memory was short
} vro_figure_texts;

// Keeps a text that malloc made, or NULL where it had no memory.
const char *vro_figure_texts_keep(vro_figure_texts *self, char *text);

// A text of the table with its values.
const char *vro_figure_texts_sentence(vro_figure_texts *self, vro_report_text_id id,
                                      const char *const *values, size_t count);

// A text of the table without any.
const char *vro_figure_texts_word(const vro_figure_texts *self, vro_report_text_id id);

// A number to three significant digits, one without trailing zeros, one to so many decimals, one
// with its sign also where it is above 0, and a share in per cent.
const char *vro_figure_texts_digits(vro_figure_texts *self, double value);
const char *vro_figure_texts_plain(vro_figure_texts *self, double value);
const char *vro_figure_texts_decimals(vro_figure_texts *self, double value, int decimals);
const char *vro_figure_texts_signed(vro_figure_texts *self, double value);
const char *vro_figure_texts_percent(vro_figure_texts *self, double share);

// The cell of a table: a number with all its decimals, in the marks of the language; else as it is.
const char *vro_figure_texts_cell(vro_figure_texts *self, const vro_result_table *table, size_t row,
                                  size_t column);

// What people call an outcome of files, and its subgroup.
const char *vro_figure_texts_outcome(vro_figure_texts *self, const char *outcome);
const char *vro_figure_texts_name(vro_figure_texts *self, const char *name);

// A text as the beginning of a sentence: a small letter of a to z in front becomes a capital.
const char *vro_figure_texts_capital(vro_figure_texts *self, const char *text);

// Joins texts[count] with ", ".
const char *vro_figure_texts_join(vro_figure_texts *self, const char *const *texts, size_t count);

void vro_figure_texts_free(vro_figure_texts *self);

#endif
