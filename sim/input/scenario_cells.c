#include "vrosim/input/scenario_cells.h"

#include "vrosim/core/text.h"
#include "vrosim/input/resolve.h"
#include "vrosim/input/row.h"

#include <stdbool.h>
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

static vro_status check_fields(const vro_cell_row *row, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (vro_table_column column = 0; column < VRO_TABLE_COLUMNS; column++)
        if (!is_field(row->fields[column]))
            status = vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                    "%s is not UTF-8 text of at most %d bytes without control "
                                    "characters",
                                    vro_table_column_name(column), (int)VRO_CSV_FIELD_BYTES);
    return status;
}

// The row as it would be read from a table, with the unit of its parameter where it gives none.
static vro_table_row table_row(const vro_cell_row *row) {
    vro_table_row read = {0};
    vro_parameter_id parameter;
    for (size_t column = 0; column < VRO_TABLE_COLUMNS; column++)
        read.fields[column].text = row->fields[column];
    if (*row->fields[VRO_TABLE_COLUMN_UNIT] == '\0' &&
        vro_dictionary_find(row->fields[VRO_TABLE_COLUMN_PARAMETER], &parameter))
        read.fields[VRO_TABLE_COLUMN_UNIT].text = vro_dictionary_row(parameter)->unit;
    return read;
}

static vro_status find_target(const vro_scenario *self, const char *strategy, const vro_row *row,
                              target *found, vro_errors *errors) {
    const size_t number = vro_scenario_find(self, strategy);
    const bool all = *strategy == '\0', every = row->level == VRO_ALL_LEVELS;
    if (!all && number == self->strategies)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "strategy '%s' is unknown; the nearest is '%s'",
                              vro_text_excerpt(strategy).text,
                              vro_text_nearest(strategy, (const char *const *)self->strategy_names,
                                               self->strategies));
    *found = (target){.from = all ? 0 : number,
                      .to = all ? self->strategies : number + 1,
                      .first = every ? 0 : row->level,
                      .end = every ? VRO_LEVELS : row->level + 1,
                      .parameter = row->parameter};
    return VRO_OK;
}

// The scenario's own copy of a text; NULL where memory is short.
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

vro_status vro_scenario_set(vro_scenario *self, const vro_cell_row *row, vro_errors *errors) {
    const vro_table_row fields = table_row(row);
    const char *strategy = row->fields[VRO_TABLE_COLUMN_STRATEGY];
    const char *value = row->fields[VRO_TABLE_COLUMN_VALUE];
    vro_row read;
    target at = {0};
    vro_cell *former = NULL;
    vro_status status = VRO_OK;
    TRY(check_fields(row, errors));
    TRY(vro_row_read(&read, &fields, errors));
    TRY(find_target(self, strategy, &read, &at, errors));
    const bool is_text = vro_dictionary_row(at.parameter)->distributions == VRO_ONLY_TEXT;
    const vro_cell cell = {.distribution = read.distribution,
                           .se = read.se,
                           .text = is_text ? keep_text(self, value) : "",
                           .source = keep_text(self, row->fields[VRO_TABLE_COLUMN_SOURCE]),
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
