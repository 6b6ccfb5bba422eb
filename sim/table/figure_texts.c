#include "vrosim/table/figure_texts.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/memory.h"
#include "vrosim/table/outcome_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *vro_figure_texts_keep(vro_figure_texts *self, char *text) {
    char **texts = vro_memory_grow(self->texts, self->count, &self->capacity, sizeof *texts);
    self->texts = texts ? texts : self->texts;
    if (!text || !texts) {
        free(text);
        self->failed = true;
        return "";
    }
    texts[self->count++] = text;
    return text;
}

const char *vro_figure_texts_sentence(vro_figure_texts *self, vro_report_text_id id,
                                      const char *const *values, size_t count) {
    return vro_figure_texts_keep(self, vro_report_sentence(self->language, id, values, count));
}

const char *vro_figure_texts_word(const vro_figure_texts *self, vro_report_text_id id) {
    return vro_report_text(self->language, id);
}

static const char *keep_number(vro_figure_texts *self, vro_report_number number) {
    return vro_figure_texts_keep(self, strdup(number.text));
}

const char *vro_figure_texts_digits(vro_figure_texts *self, double value) {
    return keep_number(self, vro_report_digits(self->language, value));
}

const char *vro_figure_texts_plain(vro_figure_texts *self, double value) {
    return keep_number(self, vro_report_plain(self->language, value));
}

const char *vro_figure_texts_decimals(vro_figure_texts *self, double value, int decimals) {
    return keep_number(self, vro_report_decimals(self->language, value, decimals));
}

const char *vro_figure_texts_signed(vro_figure_texts *self, double value) {
    const vro_report_number number = vro_report_digits(self->language, value);
    vro_byte_buffer made = {0};
    vro_byte_buffer_append(&made, "+", value > 0);
    vro_byte_buffer_append(&made, number.text, strlen(number.text));
    return vro_figure_texts_keep(self, vro_byte_buffer_release_text(&made));
}

// A share of 1 or 0 is all or nothing; others near it show a decimal that says so.
const char *vro_figure_texts_percent(vro_figure_texts *self, double share) {
    const double percent = 100 * share;
    const bool rounds_to_all_or_none =
        (share > 0 && percent < 0.5) || (share < 1 && percent >= 99.5);
    return keep_number(self,
                       vro_report_percent(self->language, share, rounds_to_all_or_none ? 1 : 0));
}

// The decimals of a number as a file has it; -1 where it has an exponent.
static int decimals_of(const char *text) {
    const size_t mark = strcspn(text, ".,");
    if (strpbrk(text, "eE"))
        return -1;
    return text[mark] ? (int)strlen(text + mark + 1) : 0;
}

const char *vro_figure_texts_cell(vro_figure_texts *self, const vro_result_table *table, size_t row,
                                  size_t column) {
    const double number = vro_result_table_number(table, row, column);
    const char *text = vro_result_table_text(table, row, column);
    if (isnan(number))
        return vro_figure_texts_keep(self, strdup(text));
    const int decimals = decimals_of(text);
    return decimals < 0 ? vro_figure_texts_digits(self, number)
                        : vro_figure_texts_decimals(self, number, decimals < 15 ? decimals : 15);
}

const char *vro_figure_texts_name(vro_figure_texts *self, const char *name) {
    char *words = strdup(name);
    for (char *at = words; at && *at; at++)
        *at = *at == '_' ? ' ' : *at;
    return vro_figure_texts_keep(self, words);
}

const char *vro_figure_texts_outcome(vro_figure_texts *self, const char *outcome) {
    return vro_figure_texts_keep(self, vro_outcome_words(self->language, outcome));
}

const char *vro_figure_texts_capital(vro_figure_texts *self, const char *text) {
    char *made = strdup(text);
    if (made && *made >= 'a' && *made <= 'z')
        *made = (char)(*made - 'a' + 'A');
    return vro_figure_texts_keep(self, made);
}

const char *vro_figure_texts_join(vro_figure_texts *self, const char *const *texts, size_t count) {
    vro_byte_buffer made = {0};
    for (size_t i = 0; i < count; i++) {
        vro_byte_buffer_append(&made, ", ", i > 0 ? 2 : 0);
        vro_byte_buffer_append(&made, texts[i], strlen(texts[i]));
    }
    return vro_figure_texts_keep(self, vro_byte_buffer_release_text(&made));
}

void vro_figure_texts_free(vro_figure_texts *self) {
    for (size_t i = 0; i < self->count; i++)
        free(self->texts[i]);
    free(self->texts);
    *self = (vro_figure_texts){.language = self->language};
}
