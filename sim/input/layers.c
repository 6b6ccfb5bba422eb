#include "vrosim/input/layers.h"

#include "vrosim/core/memory.h"
#include "vrosim/core/text.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/strategy_name.h"

#include <stdlib.h>
#include <string.h>

// The line of a table that named each combination of strategy, level and parameter first; 0 where
// none did. Index 0 of strategy is the row for all.
typedef struct first_lines {
    size_t (*lines)[VRO_LEVELS + 1][VRO_PARAMETERS];
    size_t strategies; // room, the one for all included
} first_lines;

static bool make_room_for_strategy(first_lines *self, size_t strategy) {
    if (strategy < self->strategies)
        return true;
    size_t room = 2 * strategy + 8;
    void *lines = realloc(self->lines, room * sizeof *self->lines);
    if (!lines)
        return false;
    self->lines = lines;
    memset(self->lines + self->strategies, 0, (room - self->strategies) * sizeof *self->lines);
    self->strategies = room;
    return true;
}

static vro_status check_doubled(first_lines *self, const vro_layer_row *added, vro_errors *errors) {
    size_t strategy = added->strategy == VRO_ALL_STRATEGIES ? 0 : added->strategy + 1;
    if (!make_room_for_strategy(self, strategy))
        return VRO_NO_MEMORY;
    const vro_row *row = &added->row;
    size_t *line = &self->lines[strategy][row->level][row->parameter];
    if (*line > 0) {
        vro_place place = {.file = row->place.file, .line = row->place.line};
        return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                              "duplicate row: line %zu sets '%s' for the same strategy and level; "
                              "remove one",
                              *line, vro_dictionary_row(row->parameter)->name);
    }
    *line = row->place.line;
    return VRO_OK;
}

size_t vro_layers_strategies(const vro_layers *self) {
    return self->strategies.count < VRO_STRATEGIES_MAX ? self->strategies.count
                                                       : VRO_STRATEGIES_MAX;
}

static bool names_strategy(const vro_table_row *fields) {
    vro_parameter_id parameter;
    return *fields->fields[VRO_TABLE_COLUMN_STRATEGY].text != '\0' &&
           !(vro_dictionary_find(fields->fields[VRO_TABLE_COLUMN_PARAMETER].text, &parameter) &&
             vro_dictionary_row(parameter)->scope == VRO_SHARED);
}

// A name is checked where it comes first. Of a parameter that all strategies share any name is a
// fault, which is that of the row.
static vro_status check_name(const vro_layers *self, const vro_table_row *fields,
                             vro_errors *errors) {
    const char *name = fields->fields[VRO_TABLE_COLUMN_STRATEGY].text;
    if (!names_strategy(fields) ||
        vro_string_set_find(&self->strategies, name) != VRO_STRING_SET_NONE ||
        vro_string_set_find(&self->unplaced, name) != VRO_STRING_SET_NONE)
        return VRO_OK;
    const vro_place place = vro_table_reader_place(fields, VRO_TABLE_COLUMN_STRATEGY);
    const char *fault = vro_strategy_name_fault(name);
    return !fault ? VRO_OK
                  : vro_errors_add(errors, VRO_BAD_INPUT, &place, "strategy '%s' %s",
                                   vro_text_excerpt(name).text, fault);
}

// Adds a strategy that is named for the first time.
static vro_status add_strategy(vro_layers *self, const char *name, const vro_place *place,
                               size_t *number) {
    vro_place *named =
        vro_memory_grow(self->named, self->strategies.count, &self->named_capacity, sizeof *named);
    if (!named)
        return VRO_NO_MEMORY;
    self->named = named;
    named[self->strategies.count] = *place;
    return vro_string_set_add(&self->strategies, name, number);
}

// The number of the row's strategy. One beyond the limit is a fault where it is named first.
static vro_status number_strategy(vro_layers *self, const vro_table_row *fields, vro_errors *errors,
                                  size_t *number) {
    const char *name = fields->fields[VRO_TABLE_COLUMN_STRATEGY].text;
    *number = VRO_ALL_STRATEGIES;
    if (*name == '\0')
        return VRO_OK;
    const size_t known = self->strategies.count;
    const vro_place place = vro_table_reader_place(fields, VRO_TABLE_COLUMN_STRATEGY);
    *number = vro_string_set_find(&self->strategies, name);
    if (*number == VRO_STRING_SET_NONE) {
        const vro_status status = add_strategy(self, name, &place, number);
        if (status != VRO_OK)
            return status;
    }
    if (*number < VRO_STRATEGIES_MAX)
        return VRO_OK;
    if (*number == known)
        vro_errors_add(errors, VRO_BAD_INPUT, &place,
                       "strategy '%s' is number %zu; a scenario has at most %d strategies", name,
                       *number + 1, (int)VRO_STRATEGIES_MAX);
    return VRO_BAD_INPUT;
}

// Keeps the strategy that a row names of which the cells are not known.
static vro_status note_unplaced(vro_layers *self, const vro_table_row *fields) {
    const char *name = fields->fields[VRO_TABLE_COLUMN_STRATEGY].text;
    const char *distribution = fields->fields[VRO_TABLE_COLUMN_DISTRIBUTION].text;
    size_t number;
    if (!names_strategy(fields))
        return VRO_OK;
    const vro_status status = vro_string_set_add(&self->unplaced, name, &number);
    return status == VRO_OK && strcmp(distribution, VRO_TEXT_WORD) == 0
               ? vro_string_set_add(&self->blurred, name, &number)
               : status;
}

// The numbers of the row's source and of its text, if the parameter is one.
static vro_status number_texts(vro_layers *self, const vro_table_row *fields,
                               vro_layer_row *added) {
    const vro_csv_field *texts = fields->fields;
    const vro_status status =
        vro_string_set_add(&self->texts, texts[VRO_TABLE_COLUMN_SOURCE].text, &added->source);
    if (status != VRO_OK ||
        vro_dictionary_row(added->row.parameter)->distributions != VRO_ONLY_TEXT)
        return status;
    char room[VRO_LANDMARKS_TEXT_MAX];
    return vro_string_set_add(&self->texts, vro_row_text(fields, added->row.parameter, room),
                              &added->text);
}

// Appends a row of which the cells are known.
static vro_status append_row(vro_layers *self, const vro_table_row *fields, const vro_row *row,
                             first_lines *lines, vro_errors *errors) {
    vro_layer_row added = {.row = *row, .text = VRO_STRING_SET_NONE, .table = self->tables};
    vro_status status = number_strategy(self, fields, errors, &added.strategy);
    if (status != VRO_OK)
        return status;
    status = number_texts(self, fields, &added);
    if (status != VRO_OK)
        return status;
    vro_layer_row *rows = vro_memory_grow(self->rows, self->count, &self->capacity, sizeof *rows);
    if (!rows)
        return VRO_NO_MEMORY;
    self->rows = rows;
    self->rows[self->count++] = added;
    return check_doubled(lines, &added, errors);
}

// Checks the fields of a row, and keeps it where its cells are known.
static vro_status append_fields(vro_layers *self, const vro_table_row *fields, first_lines *lines,
                                vro_errors *errors) {
    vro_row row;
    vro_status status = vro_row_read(&row, fields, errors);
    status = vro_status_worse(status, check_name(self, fields, errors));
    return vro_status_worse(status, row.placed ? append_row(self, fields, &row, lines, errors)
                                               : note_unplaced(self, fields));
}

vro_status vro_layers_append(vro_layers *self, vro_csv_reader *csv, vro_errors *errors) {
    first_lines lines = {0};
    vro_table_reader table;
    vro_table_row fields;
    bool found;
    bool faulty = false;
    vro_status status = vro_table_reader_begin(&table, csv, errors);
    while (status != VRO_NO_MEMORY) {
        status = vro_table_reader_next(&table, errors, &fields, &found);
        if (!found)
            break;
        status = append_fields(self, &fields, &lines, errors);
        faulty = faulty || status != VRO_OK;
    }
    self->unread = self->unread || status != VRO_OK;
    self->tables++;
    free(lines.lines);
    return status == VRO_OK && faulty ? VRO_BAD_INPUT : status;
}

vro_status vro_layers_append_setting(vro_layers *self, const vro_setting *setting,
                                     vro_errors *errors) {
    const size_t before = self->count;
    first_lines lines = {0};
    vro_setting_row fields;
    vro_status status = vro_setting_read(&fields, setting, errors);
    self->unread = self->unread || status != VRO_OK;
    TRY(status);
    TRY(append_fields(self, &fields.row, &lines, errors));
out:
    if (self->count > before)
        self->rows[before].setting = true;
    free(lines.lines);
    vro_setting_row_free(&fields);
    return status;
}

static vro_status copy_texts(vro_string_set *self, const vro_string_set *other) {
    vro_status status = VRO_OK;
    size_t number;
    for (size_t i = 0; i < other->count && status == VRO_OK; i++)
        status = vro_string_set_add(self, other->texts[i], &number);
    return status;
}

vro_status vro_layers_copy(vro_layers *self, const vro_layers *other) {
    const size_t rows = other->count, named = other->strategies.count;
    vro_status status = VRO_NO_MEMORY;
    *self = (vro_layers){.rows = calloc(rows + 1, sizeof *self->rows),
                         .named = calloc(named + 1, sizeof *self->named),
                         .count = rows,
                         .capacity = rows + 1,
                         .named_capacity = named + 1,
                         .tables = other->tables};
    if (!self->rows || !self->named)
        goto out;
    for (size_t i = 0; i < rows; i++)
        self->rows[i] = other->rows[i];
    for (size_t i = 0; i < named; i++)
        self->named[i] = other->named[i];
    TRY(copy_texts(&self->strategies, &other->strategies));
    TRY(copy_texts(&self->texts, &other->texts));
out:
    if (status != VRO_OK)
        vro_layers_free(self);
    return status;
}

void vro_layers_free(vro_layers *self) {
    vro_string_set_free(&self->strategies);
    vro_string_set_free(&self->texts);
    vro_string_set_free(&self->unplaced);
    vro_string_set_free(&self->blurred);
    free(self->named);
    free(self->rows);
    *self = (vro_layers){0};
}
