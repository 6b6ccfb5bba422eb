#include "vrosim/input/scenario_cells.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/file/number_format.h"
#include "vrosim/input/resolve.h"
#include "vrosim/input/row.h"
#include "vrosim/input/table_reader.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The cells that a row fills: levels [first, end) of the strategies [from, to).
typedef struct target {
    size_t from, to;
    size_t first, end;
    vro_parameter_id parameter;
} target;

static bool is_case_mix(const vro_cell *cells) {
    bool possible = true;
    double sum = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const double share =
            cells[level * VRO_PARAMETERS + VRO_POPULATION_GMFCS].distribution.value;
        possible = possible && share >= 0;
        sum += share;
    }
    return possible && sum > 0;
}

const char *vro_scenario_fault(const vro_scenario *self) {
    if (!is_case_mix(self->cells))
        return "the shares of the levels could not add up to 1";
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++) {
        if (!vro_resolve_correlates(self->cells + i * VRO_PARAMETERS))
            return "the squares of the two correlations of migration would add up to more than 1";
        if (vro_resolve_most_thousands(self->cells + i * VRO_PARAMETERS) > VRO_THOUSANDS_MAX)
            return "a course could cost more than 4000 thousands, the most that is kept";
    }
    return NULL;
}

// What the reader of a file makes sure of: UTF-8, no control character but tabs and line ends, not
// too long.
static bool is_field(const char *text) {
    bool controls = false;
    for (const char *at = text; *at != '\0'; at++)
        controls = controls || *at == 0x7F || (*at >= 0 && *at < 0x20 && !strchr("\t\r\n", *at));
    return !controls && vro_text_is_utf8(text) && strlen(text) <= VRO_CSV_FIELD_BYTES;
}

static vro_status check_fields(const vro_table_row *row, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (vro_table_column column = 0; column < VRO_TABLE_COLUMNS; column++)
        if (!is_field(row->fields[column].text))
            status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                    "%s is not UTF-8 text of at most %d bytes without control "
                                    "characters",
                                    vro_table_column_name(column), (int)VRO_CSV_FIELD_BYTES);
    return status;
}

// A row of a table, and the texts of its numbers.
typedef struct row_text {
    vro_table_row row;
    char level[16];
    char numbers[VRO_TABLE_COLUMNS][VRO_NUMBER_FORMAT_MAX];
} row_text;

static void write_text(row_text *self, vro_table_column column, const char *text) {
    self->row.fields[column].text = text ? text : "";
}

// Nothing where it is NAN.
static void write_number(row_text *self, vro_table_column column, double number) {
    vro_number_format_print_exact(self->numbers[column], number);
    write_text(self, column, isinf(number) ? "inf" : self->numbers[column]);
}

// The row of a table that the cell is.
static void write_row(row_text *self, const vro_named_cell *cell) {
    const char *parameter = cell->parameter ? cell->parameter : "";
    vro_parameter_id id;
    *self = (row_text){0};
    write_text(self, VRO_TABLE_COLUMN_STRATEGY, cell->strategy);
    snprintf(self->level, sizeof self->level, "%d", cell->level);
    write_text(self, VRO_TABLE_COLUMN_GMFCS, cell->level == 0 ? "" : self->level);
    write_text(self, VRO_TABLE_COLUMN_PARAMETER, parameter);
    write_text(self, VRO_TABLE_COLUMN_DISTRIBUTION, cell->distribution);
    write_number(self, VRO_TABLE_COLUMN_VALUE, cell->value);
    if (cell->text)
        write_text(self, VRO_TABLE_COLUMN_VALUE, "");
    write_text(self, VRO_TABLE_COLUMN_TEXT, cell->text);
    write_number(self, VRO_TABLE_COLUMN_SD, cell->sd);
    write_number(self, VRO_TABLE_COLUMN_MIN, cell->min);
    write_number(self, VRO_TABLE_COLUMN_MAX, cell->max);
    write_number(self, VRO_TABLE_COLUMN_SE, cell->se);
    write_text(self, VRO_TABLE_COLUMN_UNIT,
               vro_dictionary_find(parameter, &id) ? vro_dictionary_row(id)->unit : "");
    write_text(self, VRO_TABLE_COLUMN_SOURCE, cell->source);
}

vro_status vro_scenario_find_strategy(const vro_scenario *self, const char *name, size_t *strategy,
                                      vro_errors *errors) {
    *strategy = vro_scenario_find(self, name);
    if (*strategy < self->strategies)
        return VRO_OK;
    const vro_name_list among = {.names = (const char *const *)self->strategy_names,
                                 .count = self->strategies};
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown%s",
                          vro_text_excerpt(name).text, vro_suggest(name, &among).text);
}

static vro_status find_target(const vro_scenario *self, const char *strategy, const vro_row *row,
                              target *found, vro_errors *errors) {
    const bool every = row->level == VRO_ALL_LEVELS;
    *found = (target){.from = 0,
                      .to = self->strategies,
                      .first = every ? 0 : row->level,
                      .end = every ? VRO_LEVELS : row->level + 1,
                      .parameter = row->parameter};
    if (*strategy == '\0')
        return VRO_OK;
    const vro_status status = vro_scenario_find_strategy(self, strategy, &found->from, errors);
    found->to = found->from + 1;
    return status;
}

// The scenario's own copy of a text; NULL if memory ran out.
static const char *keep_text(vro_scenario *self, const char *text) {
    for (size_t i = 0; i < self->text_count; i++)
        if (strcmp(self->texts[i], text) == 0)
            return self->texts[i];
    char **texts = realloc(self->texts, (self->text_count + 1) * sizeof *texts);
    self->texts = texts ? texts : self->texts;
    char *copy = texts ? strdup(text) : NULL;
    if (copy)
        self->texts[self->text_count++] = copy;
    return copy;
}

// Fills the cells of the target, or where the scenario could not be then puts back those that it
// had: cells[strategies of self][VRO_LEVELS] of the parameter.
static vro_status fill(vro_scenario *self, const target *at, const vro_cell *cell, vro_cell *former,
                       vro_errors *errors) {
    vro_cell *cells = self->cells + at->parameter;
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++)
        former[i] = cells[i * VRO_PARAMETERS];
    for (size_t strategy = at->from; strategy < at->to; strategy++)
        for (size_t level = at->first; level < at->end; level++)
            cells[(strategy * VRO_LEVELS + level) * VRO_PARAMETERS] = *cell;
    const char *fault = vro_scenario_fault(self);
    if (!fault)
        return VRO_OK;
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++)
        cells[i * VRO_PARAMETERS] = former[i];
    return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "%s: %s",
                          vro_dictionary_row(at->parameter)->name, fault);
}

vro_status vro_scenario_set(vro_scenario *self, const vro_named_cell *named, vro_errors *errors) {
    row_text text;
    vro_row row;
    target at = {0};
    vro_cell *former = NULL;
    char room[VRO_LANDMARKS_TEXT_MAX];
    vro_status status = VRO_OK;
    write_row(&text, named);
    const vro_csv_field *fields = text.row.fields;
    TRY(check_fields(&text.row, errors));
    TRY(vro_row_read(&row, &text.row, errors));
    if (row.parameter == VRO_STRATEGY_LIKE)
        TRY(vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                           "strategy.like declares a strategy, which only a table can do"));
    TRY(find_target(self, fields[VRO_TABLE_COLUMN_STRATEGY].text, &row, &at, errors));
    const bool is_text = vro_dictionary_row(at.parameter)->distributions == VRO_ONLY_TEXT;
    const vro_cell cell = {
        .distribution = row.distribution,
        .se = row.se,
        .text = is_text ? keep_text(self, vro_row_text(&text.row, at.parameter, room)) : "",
        .source = keep_text(self, fields[VRO_TABLE_COLUMN_SOURCE].text),
        .given = true};
    former = malloc(self->strategies * VRO_LEVELS * sizeof *former);
    if (cell.text && cell.source && former)
        status = fill(self, &at, &cell, former, errors);
    else
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to set a cell");
out:
    free(former);
    return status;
}

// The copy of a text of other: of the same number in self. Most cells have an empty one.
static const char *copy_of(vro_scenario *self, const vro_scenario *other, const char *text) {
    if (*text == '\0')
        return "";
    for (size_t i = 0; i < other->text_count; i++)
        if (other->texts[i] == text)
            return self->texts[i];
    return keep_text(self, text);
}

// False without memory, as for the following.
static bool copy_texts(char **copies, size_t *copied, char *const *texts, size_t count) {
    for (*copied = 0; copies && *copied < count; ++*copied) {
        copies[*copied] = strdup(texts[*copied]);
        if (!copies[*copied])
            return false;
    }
    return copies;
}

static bool copy_cells(vro_scenario *self, const vro_scenario *other) {
    const size_t count = other->strategies * VRO_CELLS_OF_STRATEGY;
    memcpy(self->cells, other->cells, count * sizeof *self->cells);
    for (size_t i = 0; i < count; i++) {
        vro_cell *cell = &self->cells[i];
        cell->text = copy_of(self, other, cell->text);
        cell->source = copy_of(self, other, cell->source);
        if (!cell->text || !cell->source)
            return false;
    }
    return true;
}

// An array is never without a place, so that NULL is a lack of memory.
static bool copy_all(vro_scenario *self, const vro_scenario *other) {
    const size_t cells = other->strategies * VRO_CELLS_OF_STRATEGY;
    self->name = strdup(other->name);
    self->strategy_names = malloc((other->strategies + 1) * sizeof *self->strategy_names);
    self->texts = malloc((other->text_count + 1) * sizeof *self->texts);
    self->cells = malloc((cells + 1) * sizeof *self->cells);
    return self->name && self->cells &&
           copy_texts(self->strategy_names, &self->strategies, other->strategy_names,
                      other->strategies) &&
           copy_texts(self->texts, &self->text_count, other->texts, other->text_count) &&
           copy_cells(self, other);
}

vro_status vro_scenario_copy(vro_scenario *self, const vro_scenario *other, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_scenario){0};
    if (!copy_all(self, other))
        TRY(vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to copy a scenario"));
    TRY(vro_child_list_copy(&self->children, &other->children, errors));
out:
    if (status != VRO_OK)
        vro_scenario_free(self);
    return status;
}
