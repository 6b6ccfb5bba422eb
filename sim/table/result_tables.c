#include "vrosim/table/result_tables.h"

#include "vrosim/core/memory.h"
#include "vrosim/table/result_columns.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the results");
}

static void free_table(vro_result_table *self) {
    free(self->name);
    free(self->cells);
    vro_byte_buffer_free(&self->texts);
    *self = (vro_result_table){0};
}

static const vro_result_cell *cell_at(const vro_result_table *self, size_t row, size_t column) {
    return &self->cells[row * self->columns + column];
}

// Appends a cell to the last row; false without memory.
static bool append(vro_result_table *self, size_t count, const char *text, double number) {
    vro_result_cell *cells =
        vro_memory_grow(self->cells, count, &self->capacity, sizeof *self->cells);
    if (!cells)
        return false;
    self->cells = cells;
    cells[count] = (vro_result_cell){self->texts.size, number};
    vro_byte_buffer_append(&self->texts, text, strlen(text) + 1);
    return !self->texts.failed;
}

// Whether the unit of a column says that it holds words.
static bool is_unit_of_words(const char *unit) {
    static const char *const units[] = {"name", "names", "kind", "words", "of the parameter"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

// Whether every cell of a column of a file must be a number.
static bool holds_numbers(const char *file, const char *column) {
    size_t count;
    const vro_result_column *columns = vro_result_columns_table(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, column) == 0 && vro_result_column_is_in(&columns[i], file))
            return !is_unit_of_words(columns[i].unit);
    return false;
}

static vro_status read_header(vro_result_table *self, const vro_csv_row *row,
                              bool numbers[VRO_CSV_FIELDS_KEPT], vro_errors *errors) {
    self->columns = row->count < VRO_CSV_FIELDS_KEPT ? row->count : VRO_CSV_FIELDS_KEPT;
    for (size_t i = 0; i < self->columns; i++) {
        numbers[i] = holds_numbers(self->name, row->fields[i].text);
        if (!append(self, i, row->fields[i].text, NAN))
            return no_memory(errors);
    }
    return VRO_OK;
}

// Whether a number can begin so, which no name does.
static bool begins_as_number(const char *text) {
    return strchr("+-.,0123456789", *text);
}

// A field as number; one that is NA or empty, or a word where words may be, is NAN.
static vro_status read_number(vro_csv_reader *reader, const vro_csv_field *field, bool must,
                              double *number, vro_errors *errors) {
    *number = NAN;
    if (!*field->text || vro_csv_field_is_missing(field) ||
        (!must && !begins_as_number(field->text)))
        return VRO_OK;
    const char *fault = vro_csv_reader_number(reader, field->text, number);
    if (!fault || !must)
        return VRO_OK;
    *number = NAN;
    return vro_errors_add(errors, VRO_BAD_INPUT,
                          &(vro_place){vro_csv_reader_name(reader), field->line, field->column},
                          "'%s': %s", field->text, fault);
}

static vro_status read_row(vro_result_table *self, vro_csv_reader *reader, const vro_csv_row *row,
                           const bool numbers[VRO_CSV_FIELDS_KEPT], vro_errors *errors) {
    vro_status worst = VRO_OK;
    if (self->columns < VRO_CSV_FIELDS_KEPT && row->count != self->columns)
        return vro_errors_add(errors, VRO_BAD_INPUT,
                              &(vro_place){vro_csv_reader_name(reader), row->line, 0},
                              "has %zu fields, and the header line %zu", row->count, self->columns);
    const size_t first = (self->rows + 1) * self->columns;
    for (size_t i = 0; i < self->columns; i++) {
        const vro_csv_field *field = &row->fields[i];
        double number = NAN;
        const vro_status status = read_number(reader, field, numbers[i], &number, errors);
        worst = worst == VRO_OK ? status : worst;
        if (!append(self, first + i, vro_csv_field_is_missing(field) ? "" : field->text, number))
            return no_memory(errors);
    }
    self->rows++;
    return worst;
}

static vro_status read_table(vro_result_table *self, vro_csv_reader *reader, vro_errors *errors) {
    bool numbers[VRO_CSV_FIELDS_KEPT] = {false};
    const vro_csv_row *row;
    vro_status status = vro_csv_reader_next(reader, errors, &row), worst = VRO_OK;
    TRY(status);
    TRY(row ? VRO_OK
            : vro_errors_add(errors, VRO_BAD_INPUT,
                             &(vro_place){.file = vro_csv_reader_name(reader)}, "is empty"));
    TRY(read_header(self, row, numbers, errors));
    for (;;) {
        TRY(vro_csv_reader_next(reader, errors, &row));
        if (!row)
            break;
        status = read_row(self, reader, row, numbers, errors);
        worst = vro_status_worse(worst, status);
        if (status == VRO_NO_MEMORY)
            goto out;
    }
    status = worst;
out:
    return status;
}

vro_status vro_result_tables_read(vro_result_tables *self, const char *name, vro_csv_reader *reader,
                                  vro_errors *errors) {
    vro_result_table read = {.name = strdup(name)};
    vro_result_table *tables =
        vro_memory_grow(self->tables, self->count, &self->capacity, sizeof *tables);
    vro_status status = VRO_OK;
    self->tables = tables ? tables : self->tables;
    TRY(tables && read.name ? VRO_OK : no_memory(errors));
    TRY(read_table(&read, reader, errors));
    read.decimal_commas = vro_csv_reader_separator(reader) == ';';
    tables[self->count++] = read;
    read = (vro_result_table){0};
out:
    free_table(&read);
    return status;
}

vro_status vro_result_tables_add(vro_result_tables *self, const char *name, const char *text,
                                 size_t size, vro_errors *errors) {
    vro_csv_reader *reader = NULL;
    vro_status status = VRO_OK;
    TRY(vro_csv_reader_open_text(&reader, name, text, size) == VRO_OK ? VRO_OK : no_memory(errors));
    TRY(vro_result_tables_read(self, name, reader, errors));
out:
    vro_csv_reader_free(reader);
    return status;
}

const vro_result_table *vro_result_tables_find(const vro_result_tables *self, const char *name) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->tables[i].name, name) == 0)
            return &self->tables[i];
    return NULL;
}

void vro_result_tables_free(vro_result_tables *self) {
    for (size_t i = 0; i < self->count; i++)
        free_table(&self->tables[i]);
    free(self->tables);
    *self = (vro_result_tables){0};
}

static const char *text_of(const vro_result_table *self, const vro_result_cell *cell) {
    return (const char *)self->texts.at + cell->text;
}

size_t vro_result_table_column(const vro_result_table *self, const char *name) {
    for (size_t i = 0; i < self->columns; i++)
        if (strcmp(text_of(self, cell_at(self, 0, i)), name) == 0)
            return i;
    return VRO_NO_COLUMN;
}

const char *vro_result_table_heading(const vro_result_table *self, size_t column) {
    return text_of(self, cell_at(self, 0, column));
}

const char *vro_result_table_text(const vro_result_table *self, size_t row, size_t column) {
    return column == VRO_NO_COLUMN ? "" : text_of(self, cell_at(self, row + 1, column));
}

double vro_result_table_number(const vro_result_table *self, size_t row, size_t column) {
    return column == VRO_NO_COLUMN ? NAN : cell_at(self, row + 1, column)->number;
}

bool vro_result_table_is(const vro_result_table *self, size_t row, size_t column,
                         const char *text) {
    return strcmp(vro_result_table_text(self, row, column), text) == 0;
}

enum { CONDITIONS_MAX = 8 };

size_t vro_result_table_find(const vro_result_table *self, size_t from,
                             const vro_result_condition *conditions, size_t count) {
    size_t columns[CONDITIONS_MAX];
    for (size_t i = 0; i < count; i++) {
        columns[i] = vro_result_table_column(self, conditions[i].column);
        if (columns[i] == VRO_NO_COLUMN)
            return self->rows;
    }
    for (size_t row = from; row < self->rows; row++) {
        size_t met = 0;
        while (met < count && (!conditions[met].text ||
                               vro_result_table_is(self, row, columns[met], conditions[met].text)))
            met++;
        if (met == count)
            return row;
    }
    return self->rows;
}
