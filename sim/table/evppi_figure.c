#include "vrosim/table/evppi_figure.h"

#include "vrosim/core/memory.h"
#include "vrosim/figure/bars.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/decision_terms.h"
#include "vrosim/table/figure_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char PARTIAL[] = "decision_partial.csv";
static const char STUDY[] = "decision_study.csv";

// Columns of decision_partial.csv.
enum { THRESHOLD, SET, PARAMETERS, VALUE, ERROR, COLUMNS };
static const char *const column_names[] = {"threshold", "set", "parameters", "value", "se"};

typedef struct set_value {
    size_t row; // of the file
    double value;
    double se; // NAN: not known
} set_value;

typedef struct evppi {
    const vro_result_table *table;
    size_t columns[COLUMNS];
    vro_figure_texts texts;
    vro_decision_terms terms;
    set_value *sets; // [count] above 0, the greatest first; owned
    size_t count;
    size_t capacity;
    double children; // for whom the decision is made; NAN: not said
} evppi;

static const char *text_at(const evppi *self, size_t row, size_t column) {
    return vro_result_table_text(self->table, row, self->columns[column]);
}

// Whether a set with the same parameters is listed, such as the only parameter of a family.
static bool is_listed(const evppi *self, size_t row) {
    size_t i = 0;
    while (i < self->count && strcmp(text_at(self, self->sets[i].row, PARAMETERS),
                                     text_at(self, row, PARAMETERS)) != 0)
        i++;
    return i < self->count;
}

static int by_value(const void *a, const void *b) {
    const set_value *first = a, *second = b;
    if (first->value != second->value)
        return first->value > second->value ? -1 : 1;
    return first->row < second->row ? -1 : 1;
}

// Lists the sets at the threshold whose value is above 0.
static vro_status list_sets(evppi *self, vro_errors *errors) {
    for (size_t row = 0; row < self->table->rows; row++) {
        const set_value set = {row, vro_result_table_number(self->table, row, self->columns[VALUE]),
                               vro_result_table_number(self->table, row, self->columns[ERROR])};
        if (vro_result_table_number(self->table, row, self->columns[THRESHOLD]) !=
                self->terms.threshold ||
            !vro_decision_terms_concern(&self->terms, self->table, row) || !(set.value > 0) ||
            !isfinite(set.value) || is_listed(self, row))
            continue;
        set_value *sets =
            vro_memory_grow(self->sets, self->count, &self->capacity, sizeof *self->sets);
        if (!sets)
            return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for bars");
        self->sets = sets;
        sets[self->count++] = set;
    }
    if (self->count > 0)
        qsort(self->sets, self->count, sizeof *self->sets, by_value);
    return VRO_OK;
}

// The children of the first row of a study that says how many. Files of earlier versions have no
// such column; there, value times them is population_value.
static double find_children(const evppi *self, const vro_result_tables *tables) {
    const vro_result_table *table = vro_result_tables_find(tables, STUDY);
    if (!table)
        return NAN;
    const size_t population = vro_result_table_column(table, "population");
    const size_t all = vro_result_table_column(table, "population_value");
    const size_t value = vro_result_table_column(table, "value");
    for (size_t row = 0; row < table->rows; row++) {
        const double children = population == VRO_NO_COLUMN
                                    ? vro_result_table_number(table, row, all) /
                                          vro_result_table_number(table, row, value)
                                    : vro_result_table_number(table, row, population);
        if (vro_decision_terms_concern(&self->terms, table, row) && isfinite(children))
            return children;
    }
    return NAN;
}

static void add_rows(evppi *self, vro_drawing *drawing) {
    static const vro_report_text_id columns[] = {VRO_TEXT_COLUMN_SET, VRO_TEXT_COLUMN_VALUE,
                                                 VRO_TEXT_COLUMN_ERROR, VRO_TEXT_COLUMN_VALUE_ALL};
    vro_figure_texts *texts = &self->texts;
    const size_t count = isfinite(self->children) ? 4 : 3;
    for (size_t i = 0; i < count; i++)
        vro_drawing_column(drawing, vro_figure_texts_word(texts, columns[i]));
    for (size_t i = 0; i < self->count; i++) {
        const set_value *set = &self->sets[i];
        vro_drawing_cell(drawing, text_at(self, set->row, SET));
        vro_drawing_cell(drawing,
                         vro_figure_texts_cell(texts, self->table, set->row, self->columns[VALUE]));
        vro_drawing_cell(drawing,
                         vro_figure_texts_cell(texts, self->table, set->row, self->columns[ERROR]));
        if (count == 4)
            vro_drawing_cell(drawing, vro_figure_texts_digits(texts, set->value * self->children));
    }
}

static void say(evppi *self, vro_drawing *drawing) {
    const vro_decision_terms *terms = &self->terms;
    vro_figure_texts *texts = &self->texts;
    const set_value *most = &self->sets[0];
    const char *threshold = vro_decision_terms_threshold(terms, terms->threshold, texts);
    const char *const finding[] = {
        threshold,
        text_at(self, most->row, SET),
        vro_decision_terms_amount(terms, most->value, texts),
        vro_figure_texts_percent(texts, most->value / terms->information),
        vro_decision_terms_amount(terms, most->value * self->children, texts),
        vro_figure_texts_decimals(texts, self->children, 0)};
    const size_t shown = self->count < VRO_EVPPI_BARS ? self->count : VRO_EVPPI_BARS;
    const char *const description[] = {threshold,
                                       vro_figure_texts_decimals(texts, (double)shown, 0),
                                       vro_figure_texts_decimals(texts, (double)self->count, 0)};
    if (isfinite(self->children))
        vro_drawing_title(drawing, texts->language, VRO_TEXT_EVPPI_FINDING_ALL, finding, 6);
    else
        vro_drawing_title(drawing, texts->language, VRO_TEXT_EVPPI_FINDING, finding, 4);
    vro_drawing_describe(drawing, texts->language, VRO_TEXT_EVPPI_DESCRIPTION, description, 3);
}

static vro_bars_row make_bar(evppi *self, const set_value *set) {
    const double reach = VRO_NORMAL_975 * set->se;
    const char *const values[] = {vro_figure_texts_digits(&self->texts, set->value),
                                  vro_figure_texts_digits(&self->texts, reach)};
    return (vro_bars_row){
        .label = text_at(self, set->row, SET),
        .value = set->value,
        .low = isfinite(reach) ? fmax(0, set->value - reach) : NAN,
        .high = set->value + reach,
        .text = isfinite(reach)
                    ? vro_figure_texts_sentence(&self->texts, VRO_TEXT_ESTIMATE_ERROR, values, 2)
                    : values[0]};
}

static vro_status draw_bars(evppi *self, const vro_figure_options *options, vro_drawing *drawing,
                            vro_errors *errors) {
    vro_figure_texts *texts = &self->texts;
    const vro_picture picture = vro_drawing_picture(drawing, options, VRO_TEXT_NOTE_SAMPLES);
    const bool known = isfinite(self->children);
    const char *const axis[] = {vro_decision_terms_word(&self->terms, VRO_WORD_COST_UNIT, texts),
                                known ? vro_figure_texts_decimals(texts, self->children, 0) : ""};
    vro_bars_row rows[VRO_EVPPI_BARS];
    vro_bars bars = {.x = {.label = vro_figure_texts_sentence(texts, VRO_TEXT_EVPPI_AXIS, axis, 2)},
                     .second_label =
                         known ? vro_figure_texts_sentence(texts, VRO_TEXT_EVPPI_AXIS_ALL, axis, 2)
                               : NULL,
                     .second_factor = known ? self->children : 0,
                     .rows = rows};
    for (; bars.count < self->count && bars.count < VRO_EVPPI_BARS; bars.count++)
        rows[bars.count] = make_bar(self, &self->sets[bars.count]);
    return vro_bars_draw(&bars, &picture, &drawing->svg, errors);
}

// Reads what is drawn. Where there is nothing, the drawing has the reason.
static vro_status read_sets(evppi *self, const vro_result_tables *tables, vro_drawing *drawing,
                            vro_errors *errors) {
    const vro_language language = self->texts.language;
    const char *const file = PARTIAL;
    vro_status status = VRO_OK;
    self->table = vro_result_tables_find(tables, PARTIAL);
    if (!vro_figure_columns_find(self->table, column_names, COLUMNS, self->columns, language,
                                 drawing))
        return VRO_OK;
    vro_decision_terms_read(&self->terms, tables, &self->texts);
    self->children = find_children(self, tables);
    TRY(list_sets(self, errors));
    if (self->table->rows == 0 || isnan(self->terms.threshold))
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
    else if (self->count == 0)
        vro_drawing_leave_out(drawing, language, VRO_TEXT_EVPPI_NOTHING, NULL, 0);
out:
    return status;
}

vro_status vro_evppi_figure_draw(const vro_result_tables *tables, const vro_figure_options *options,
                                 vro_drawing *drawing, vro_errors *errors) {
    evppi self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(read_sets(&self, tables, drawing, errors));
    if (drawing->left_out)
        goto out;
    drawing->error = VRO_SHOWS_PARAMETERS;
    add_rows(&self, drawing);
    say(&self, drawing);
    TRY(draw_bars(&self, options, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    free(self.sets);
    vro_figure_texts_free(&self.texts);
    return status;
}
