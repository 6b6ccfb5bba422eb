#include "vrosim/table/grid_figure.h"

#include "vrosim/figure/heat_map.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/grid_cells.h"

#include <math.h>
#include <stdlib.h>

static const char GRID[] = "sensitivity_grid.csv";

enum { NAMED = 4 }; // strategies named in the finding

typedef struct grid {
    vro_figure_texts texts;
    vro_strategy_names names;
    vro_grid_cells cells;
    size_t count;   // of cells
    double *values; // [count], owned
    int *best;      // [count], owned
} grid;

static const vro_grid_cell *cell_at(const grid *self, size_t number) {
    return &self->cells.cells[number];
}

static size_t count_best(const grid *self, size_t strategy) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += cell_at(self, i)->best == (int)strategy;
    return count;
}

// The strategy that is best in most cells of those that are best in fewer than `below`, or in as
// many and come after `last`.
static size_t next_by_count(const grid *self, size_t below, size_t last) {
    const size_t strategies = self->names.names.count;
    size_t found = strategies, most = 0;
    for (size_t i = 0; i < strategies; i++) {
        const size_t count = count_best(self, i);
        if (count > most && (count < below || (count == below && last < strategies && i > last))) {
            most = count;
            found = i;
        }
    }
    return found;
}

// "vro in 12, soft tissue in 8, several in 1", the most frequent first.
static const char *say_best(grid *self) {
    const char *parts[NAMED + 1];
    size_t equal = 0;
    size_t count = 0, below = self->count + 1, last = self->names.names.count;
    while (count < NAMED) {
        const size_t next = next_by_count(self, below, last);
        if (next == self->names.names.count)
            break;
        below = count_best(self, next);
        last = next;
        const char *const values[] = {self->names.labels[next],
                                      vro_figure_texts_decimals(&self->texts, (double)below, 0)};
        parts[count++] = vro_figure_texts_sentence(&self->texts, VRO_TEXT_GRID_SHARE, values, 2);
    }
    for (size_t i = 0; i < self->count; i++)
        equal += cell_at(self, i)->value == 0;
    const char *const number = vro_figure_texts_decimals(&self->texts, (double)equal, 0);
    if (count == 1 && below == self->count) {
        const char *const only = self->names.labels[last];
        return vro_figure_texts_sentence(&self->texts, VRO_TEXT_GRID_ALL, &only, 1);
    }
    if (equal > 0)
        parts[count++] = vro_figure_texts_sentence(&self->texts, VRO_TEXT_GRID_EQUAL, &number, 1);
    return vro_figure_texts_join(&self->texts, parts, count);
}

static double greatest_error(const grid *self) {
    double greatest = NAN;
    for (size_t i = 0; i < self->count; i++)
        greatest = fmax(greatest, cell_at(self, i)->se);
    return greatest;
}

static size_t count_unsure(const grid *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += cell_at(self, i)->value <= VRO_NORMAL_975 * cell_at(self, i)->se;
    return count;
}

// A parameter, and whether it is moved by factors or shifts.
static const char *axis_label(grid *self, int axis) {
    const char *parameter = self->cells.parameters[axis];
    switch (*self->cells.changes[axis]) {
    case 'f':
        return vro_figure_texts_sentence(&self->texts, VRO_TEXT_PARAMETER_FACTOR, &parameter, 1);
    case 's':
        return vro_figure_texts_sentence(&self->texts, VRO_TEXT_PARAMETER_SHIFT, &parameter, 1);
    default:
        return parameter;
    }
}

static const char *value_text(grid *self, double value) {
    return vro_measure_choice_value(&self->cells.measure, value, &self->texts);
}

static void say_choice(grid *self, vro_drawing *drawing) {
    const int base = self->cells.at_base.best;
    const char *const values[] = {
        vro_figure_texts_capital(&self->texts,
                                 vro_measure_choice_words(&self->cells.measure, &self->texts)),
        vro_figure_texts_decimals(&self->texts, (double)self->count, 0),
        self->cells.parameters[0],
        self->cells.parameters[1],
        say_best(self),
        base < 0 ? "" : self->names.labels[base]};
    vro_drawing_title(drawing, self->texts.language,
                      base < 0 ? VRO_TEXT_GRID_FINDING_NO_BASE : VRO_TEXT_GRID_FINDING, values, 6);
}

static void say_range(grid *self, vro_drawing *drawing) {
    double low = NAN, high = NAN;
    for (size_t i = 0; i < self->count; i++) {
        low = fmin(low, cell_at(self, i)->value);
        high = fmax(high, cell_at(self, i)->value);
    }
    const char *const values[] = {
        vro_measure_choice_sentence(&self->cells.measure, &self->names, &self->texts),
        vro_figure_texts_decimals(&self->texts, (double)self->count, 0),
        self->cells.parameters[0],
        self->cells.parameters[1],
        value_text(self, low),
        value_text(self, high)};
    vro_drawing_title(drawing, self->texts.language, VRO_TEXT_GRID_NO_CHOICE, values, 6);
}

// Sets title and description; returns the note under the picture.
static const char *say(grid *self, vro_drawing *drawing) {
    const bool choice = self->cells.has_best;
    const char *const values[] = {
        axis_label(self, 0), axis_label(self, 1), value_text(self, greatest_error(self)),
        vro_figure_texts_decimals(&self->texts, (double)count_unsure(self), 0),
        vro_figure_texts_decimals(&self->texts, (double)self->count, 0)};
    if (choice)
        say_choice(self, drawing);
    else
        say_range(self, drawing);
    vro_drawing_describe(drawing, self->texts.language,
                         choice ? VRO_TEXT_GRID_DESCRIPTION : VRO_TEXT_GRID_DESCRIPTION_NO_CHOICE,
                         values, 5);
    return vro_figure_texts_sentence(
        &self->texts, choice ? VRO_TEXT_GRID_NOTE : VRO_TEXT_GRID_NOTE_NO_CHOICE, values, 5);
}

static void add_row(grid *self, vro_drawing *drawing, size_t number) {
    const vro_grid_cell *cell = cell_at(self, number);
    const size_t places[] = {number % self->cells.counts[0], number / self->cells.counts[0]};
    for (int i = 0; i < 2; i++)
        vro_drawing_cell(drawing,
                         vro_figure_texts_plain(&self->texts, self->cells.axis[i][places[i]]));
    if (self->cells.has_best)
        vro_drawing_cell(drawing, cell->best < 0 ? "" : self->names.labels[cell->best]);
    vro_drawing_cell(drawing, vro_figure_texts_digits(&self->texts, cell->value));
    vro_drawing_cell(drawing, vro_figure_texts_digits(&self->texts, cell->se));
}

static const char *value_label(grid *self) {
    const char *lead = vro_measure_choice_axis(&self->cells.measure, &self->texts);
    return self->cells.has_best
               ? vro_figure_texts_sentence(&self->texts, VRO_TEXT_GRID_LEAD, &lead, 1)
               : vro_measure_choice_label(&self->cells.measure, &self->names, &self->texts);
}

static void add_rows(grid *self, vro_drawing *drawing) {
    vro_drawing_column(drawing, axis_label(self, 0));
    vro_drawing_column(drawing, axis_label(self, 1));
    if (self->cells.has_best)
        vro_drawing_column(drawing, vro_figure_texts_word(&self->texts, VRO_TEXT_COLUMN_BEST));
    vro_drawing_column(drawing, value_label(self));
    vro_drawing_column(drawing, vro_figure_texts_word(&self->texts, VRO_TEXT_COLUMN_ERROR));
    for (size_t i = 0; i < self->count; i++)
        add_row(self, drawing, i);
}

static vro_status draw_map(grid *self, const vro_figure_options *options, const char *note,
                           vro_drawing *drawing, vro_errors *errors) {
    const vro_grid_cells *cells = &self->cells;
    vro_picture picture = vro_drawing_picture(drawing, options, VRO_REPORT_TEXTS);
    const vro_heat_map map = {
        .x = {.label = axis_label(self, 0)},
        .y = {.label = axis_label(self, 1)},
        .x_count = cells->counts[0],
        .x_values = cells->axis[0],
        .y_count = cells->counts[1],
        .y_values = cells->axis[1],
        .values = self->values,
        .value_label = value_label(self),
        .value_kind = vro_unit_is_share(cells->measure.unit) ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR,
        .best = cells->has_best ? self->best : NULL,
        .choices = (const char *const *)self->names.labels,
        .choice_count = self->names.names.count,
        .base_x = cells->base[0],
        .base_y = cells->base[1],
        .base_label = vro_figure_texts_word(&self->texts, VRO_TEXT_AT_ESTIMATES)};
    picture.note = note;
    return vro_heat_map_draw(&map, &picture, &drawing->svg, errors);
}

// The arrays of the picture; false without memory.
static bool fill(grid *self) {
    self->count = self->cells.counts[0] * self->cells.counts[1];
    self->values = calloc(self->count + 1, sizeof *self->values);
    self->best = calloc(self->count + 1, sizeof *self->best);
    for (size_t i = 0; self->values && self->best && i < self->count; i++) {
        self->values[i] = cell_at(self, i)->value;
        self->best[i] = cell_at(self, i)->best;
    }
    return self->values && self->best;
}

vro_status vro_grid_figure_draw(const vro_result_tables *tables, const vro_figure_options *options,
                                vro_drawing *drawing, vro_errors *errors) {
    grid self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, GRID, errors));
    TRY(vro_grid_cells_read(&self.cells, vro_result_tables_find(tables, GRID), &self.names,
                            options->language, drawing, errors));
    if (drawing->left_out)
        goto out;
    self.cells.measure.currency = vro_unit_currency(tables, &self.texts);
    drawing->failed = !fill(&self);
    TRY(vro_drawing_check(drawing, errors));
    drawing->error = VRO_SHOWS_SIMULATION;
    const char *note = say(&self, drawing);
    add_rows(&self, drawing);
    TRY(draw_map(&self, options, note, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    free(self.values);
    free(self.best);
    vro_grid_cells_free(&self.cells);
    vro_strategy_names_free(&self.names);
    vro_figure_texts_free(&self.texts);
    return status;
}
