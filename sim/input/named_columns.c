#include "vrosim/input/named_columns.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/nearest_name.h"
#include "vrosim/core/spreadsheet.h"
#include "vrosim/core/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_MAX = 400 };

static vro_place place_of(const vro_named_columns *self, const vro_csv_field *field) {
    return (vro_place){vro_csv_reader_name(self->csv), field->line, field->column};
}

static size_t names_of(const vro_named_columns *self, const char *names[VRO_CSV_FIELDS_KEPT]) {
    for (size_t i = 0; i < self->count; i++)
        names[i] = self->columns[i].name;
    return self->count;
}

static void place_column(vro_named_columns *self, const vro_csv_field *field, size_t position,
                         vro_errors *errors) {
    const vro_place place = place_of(self, field);
    const char *names[VRO_CSV_FIELDS_KEPT];
    const size_t count = names_of(self, names);
    size_t column = 0;
    while (column < count && strcmp(names[column], field->text) != 0)
        column++;
    if (column == count)
        self->status = vro_errors_add(
            errors, VRO_BAD_INPUT, &place, "unknown column '%s'%s",
            vro_text_excerpt(field->text).text,
            vro_suggest(field->text, &(vro_name_list){.names = names, .count = count}).text);
    else if (self->positions[column] < self->width)
        self->status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                                      "the column '%s' is there twice; remove one", names[column]);
    else
        self->positions[column] = position;
}

static void require_columns(vro_named_columns *self, size_t line, vro_errors *errors) {
    const vro_place place = {vro_csv_reader_name(self->csv), line, 0};
    for (size_t i = 0; i < self->count; i++)
        if (self->columns[i].required && self->positions[i] == self->width)
            self->status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                                          "the column '%s' is missing", self->columns[i].name);
}

static vro_status read_header(vro_named_columns *self, const vro_csv_row *header,
                              vro_errors *errors) {
    const vro_place place = {vro_csv_reader_name(self->csv), header->line, 0};
    self->width = header->count;
    if (header->count > VRO_CSV_FIELDS_KEPT)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "has more than %d columns",
                              VRO_CSV_FIELDS_KEPT);
    for (size_t i = 0; i < self->count; i++)
        self->positions[i] = self->width;
    for (size_t i = 0; i < header->count; i++)
        place_column(self, &header->fields[i], i, errors);
    require_columns(self, header->line, errors);
    return self->status;
}

vro_status vro_named_columns_begin(vro_named_columns *self, vro_csv_reader *csv,
                                   const vro_named_column *columns, size_t count,
                                   vro_errors *errors) {
    const vro_csv_row *header;
    *self = (vro_named_columns){.csv = csv, .columns = columns, .count = count};
    self->status = vro_csv_reader_next(csv, errors, &header);
    if (header)
        return read_header(self, header, errors);
    if (self->status == VRO_OK)
        self->status =
            vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = vro_csv_reader_name(csv)},
                           "is empty; the first line names the columns");
    return self->status;
}

static bool is_empty(const vro_csv_row *row) {
    for (size_t i = 0; i < row->count && i < VRO_CSV_FIELDS_KEPT; i++)
        if (*row->fields[i].text != '\0')
            return false;
    return true;
}

static void take_field(vro_named_columns *self, const vro_csv_row *row, size_t column) {
    vro_csv_field *field = &self->fields[column];
    *field = self->positions[column] < self->width ? row->fields[self->positions[column]]
                                                   : (vro_csv_field){"", row->line, 0};
    if (!self->columns[column].missing || !vro_csv_field_is_missing(field))
        return;
    field->text = "";
    self->missing++;
}

// Sorts the fields of a line by column; false, with a fault, where it has too many or too few.
static bool take_row(vro_named_columns *self, const vro_csv_row *row, vro_errors *errors) {
    const vro_place place = {vro_csv_reader_name(self->csv), row->line, 0};
    self->line = row->line;
    if (row->count != self->width) {
        self->status =
            vro_errors_add(errors, VRO_BAD_INPUT, &place,
                           "has %zu fields, but the first line names %zu columns (a text with a "
                           "comma needs quotes)",
                           row->count, self->width);
        return false;
    }
    for (size_t i = 0; i < self->count; i++)
        take_field(self, row, i);
    return true;
}

vro_status vro_named_columns_next(vro_named_columns *self, bool *found, vro_errors *errors) {
    const vro_csv_row *row;
    vro_status status;
    *found = false;
    while ((status = vro_csv_reader_next(self->csv, errors, &row)), row) {
        if (is_empty(row) || !take_row(self, row, errors))
            continue;
        *found = true;
        return VRO_OK;
    }
    vro_csv_reader_note_missing(self->csv, self->missing, errors);
    return vro_status_worse(status, self->status);
}

vro_place vro_named_columns_place(const vro_named_columns *self, size_t column) {
    return place_of(self, &self->fields[column]);
}

vro_status vro_named_columns_fault(vro_named_columns *self, size_t column, const char *sentence,
                                   vro_errors *errors) {
    const vro_place place = vro_named_columns_place(self, column);
    const char *text = self->fields[column].text;
    if (*text == '\0')
        self->status = vro_errors_add(errors, VRO_BAD_INPUT, &place, "%s %s",
                                      self->columns[column].name, sentence);
    else
        self->status =
            vro_errors_add(errors, VRO_BAD_INPUT, &place, "%s '%s' %s", self->columns[column].name,
                           vro_text_excerpt(text).text, sentence);
    return self->status;
}

// What is wrong with a text; NULL: nothing.
static const char *fault_of_text(const vro_named_column *column, const vro_csv_field *field) {
    if (!vro_csv_field_is_missing(field))
        return vro_spreadsheet_fault(field->text);
    return column->required ? "is a missing value to R and other programs; write what it is"
                            : "is a missing value to R and other programs; leave it empty for all";
}

void vro_named_columns_texts(vro_named_columns *self, const size_t *columns, size_t count,
                             vro_errors *errors) {
    for (size_t i = 0; i < count; i++) {
        const size_t column = columns[i];
        const char *sentence = fault_of_text(&self->columns[column], &self->fields[column]);
        if (sentence)
            (void)vro_named_columns_fault(self, column, sentence, errors);
    }
}

double vro_named_columns_number(vro_named_columns *self, size_t column, vro_errors *errors) {
    double number = NAN;
    const char *text = self->fields[column].text;
    const char *advice = *text == '\0' ? NULL : vro_decimal_read(text, &number);
    if (advice)
        (void)vro_named_columns_fault(self, column, advice, errors);
    return number;
}

// "'a', 'b' or 'c'".
static void list_words(const char *const *words, size_t count, char list[SENTENCE_MAX]) {
    size_t length = 0;
    *list = '\0';
    for (size_t i = 0; i < count && length < SENTENCE_MAX; i++) {
        const char *joint = i == 0 ? "" : i + 1 < count ? ", " : " or ";
        length += (size_t)snprintf(list + length, SENTENCE_MAX - length, "%s'%s'", joint, words[i]);
    }
}

size_t vro_named_columns_word(vro_named_columns *self, size_t column, const char *const *words,
                              size_t count, size_t otherwise, vro_errors *errors) {
    const char *text = self->fields[column].text;
    char list[SENTENCE_MAX], sentence[SENTENCE_MAX + 64];
    if (*text == '\0')
        return otherwise;
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    list_words(words, count, list);
    snprintf(sentence, sizeof sentence, "is unknown; write %s", list);
    (void)vro_named_columns_fault(self, column, sentence, errors);
    return count;
}
