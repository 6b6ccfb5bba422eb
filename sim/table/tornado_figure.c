#include "vrosim/table/tornado_figure.h"

#include "vrosim/figure/tornado.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/figure_columns.h"
#include "vrosim/table/measure_choice.h"

#include <math.h>
#include <stdlib.h>

static const char ONEWAY[] = "sensitivity_oneway.csv";

// Columns of sensitivity_oneway.csv beside those of the measure.
enum {
    PARAMETER,
    CHANGE,
    LOW,
    HIGH,
    VALUE_LOW,
    SE_LOW,
    VALUE_BASE,
    VALUE_HIGH,
    SE_HIGH,
    SWING,
    SWING_SE,
    COLUMNS
};
static const char *const column_names[] = {"parameter", "change", "low",        "high",
                                           "value_low", "se_low", "value_base", "value_high",
                                           "se_high",   "swing",  "swing_se"};

typedef struct tornado {
    const vro_result_table *table;
    size_t columns[COLUMNS];
    vro_figure_texts texts;
    vro_strategy_names names;
    vro_measure_choice measure;
    size_t *rows; // [count] of the file, the greatest swing first; owned
    size_t count;
} tornado;

static const char *text_at(const tornado *self, size_t row, size_t column) {
    return vro_result_table_text(self->table, row, self->columns[column]);
}

static double number_at(const tornado *self, size_t row, size_t column) {
    return vro_result_table_number(self->table, row, self->columns[column]);
}

// The file has the rows of a measure in the order of their swings.
static vro_status list_rows(tornado *self, vro_errors *errors) {
    self->rows = calloc(self->table->rows + 1, sizeof *self->rows);
    if (!self->rows)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    for (size_t row = 0; row < self->table->rows; row++)
        if (vro_measure_choice_concerns(&self->measure, self->table, row))
            self->rows[self->count++] = row;
    return VRO_OK;
}

// Whether a difference changes its sign between the base and an end.
static bool changes_direction(const tornado *self, size_t row) {
    const double base = number_at(self, row, VALUE_BASE);
    return base * number_at(self, row, VALUE_LOW) < 0 ||
           base * number_at(self, row, VALUE_HIGH) < 0;
}

static size_t count_changes(const tornado *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += changes_direction(self, self->rows[i]);
    return count;
}

static const char *end_text(tornado *self, size_t row, size_t column) {
    return vro_measure_choice_end(text_at(self, row, CHANGE), number_at(self, row, column),
                                  &self->texts);
}

static const char *value_text(tornado *self, size_t row, size_t column) {
    return vro_measure_choice_value(&self->measure, number_at(self, row, column), &self->texts);
}

// "1 of 4 parameters changes the sign within its range".
static const char *turns_text(tornado *self) {
    const size_t changes = count_changes(self);
    const char *const counts[] = {vro_figure_texts_decimals(&self->texts, (double)changes, 0),
                                  vro_figure_texts_decimals(&self->texts, (double)self->count, 0)};
    return vro_figure_texts_sentence(&self->texts,
                                     changes == 0   ? VRO_TEXT_TORNADO_NO_TURN
                                     : changes == 1 ? VRO_TEXT_TORNADO_ONE_TURNS
                                                    : VRO_TEXT_TORNADO_SOME_TURN,
                                     counts, 2);
}

static void say(tornado *self, vro_drawing *drawing) {
    vro_figure_texts *texts = &self->texts;
    const size_t most = self->rows[0];
    const size_t shown = self->count < VRO_TORNADO_BARS ? self->count : VRO_TORNADO_BARS;
    const char *const finding[] = {vro_measure_choice_sentence(&self->measure, &self->names, texts),
                                   text_at(self, most, PARAMETER),
                                   value_text(self, most, VALUE_LOW),
                                   end_text(self, most, LOW),
                                   value_text(self, most, VALUE_HIGH),
                                   end_text(self, most, HIGH),
                                   turns_text(self)};
    const char *const description[] = {vro_figure_texts_decimals(texts, (double)shown, 0),
                                       vro_figure_texts_decimals(texts, (double)self->count, 0),
                                       value_text(self, most, VALUE_BASE)};
    vro_report_text_id title = VRO_TEXT_TORNADO_FINDING_MEAN;
    if (!(fabs(number_at(self, most, SWING)) > 0))
        title = VRO_TEXT_TORNADO_NOTHING;
    else if (*self->measure.reference)
        title = VRO_TEXT_TORNADO_FINDING_COMPARED;
    vro_drawing_title(drawing, texts->language, title, finding, 7);
    vro_drawing_describe(drawing, texts->language, VRO_TEXT_TORNADO_DESCRIPTION, description, 3);
}

static void add_rows(tornado *self, vro_drawing *drawing) {
    static const vro_report_text_id columns[] = {
        VRO_TEXT_COLUMN_PARAMETER,  VRO_TEXT_COLUMN_LOW,   VRO_TEXT_COLUMN_HIGH,
        VRO_TEXT_COLUMN_RESULT_LOW, VRO_TEXT_COLUMN_ERROR, VRO_TEXT_COLUMN_RESULT_HIGH,
        VRO_TEXT_COLUMN_ERROR,      VRO_TEXT_COLUMN_SWING, VRO_TEXT_COLUMN_ERROR};
    static const size_t numbers[] = {VALUE_LOW, SE_LOW, VALUE_HIGH, SE_HIGH, SWING, SWING_SE};
    vro_figure_texts *texts = &self->texts;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_column(drawing, vro_figure_texts_word(texts, columns[i]));
    for (size_t i = 0; i < self->count; i++) {
        const size_t row = self->rows[i];
        vro_drawing_cell(drawing, text_at(self, row, PARAMETER));
        vro_drawing_cell(drawing, end_text(self, row, LOW));
        vro_drawing_cell(drawing, end_text(self, row, HIGH));
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
            vro_drawing_cell(
                drawing, vro_figure_texts_cell(texts, self->table, row, self->columns[numbers[j]]));
    }
}

static vro_tornado_row make_row(tornado *self, size_t row) {
    return (vro_tornado_row){
        .label = text_at(self, row, PARAMETER),
        .low = {number_at(self, row, VALUE_LOW), VRO_NORMAL_975 * number_at(self, row, SE_LOW),
                end_text(self, row, LOW)},
        .high = {number_at(self, row, VALUE_HIGH), VRO_NORMAL_975 * number_at(self, row, SE_HIGH),
                 end_text(self, row, HIGH)}};
}

static vro_status draw_bars(tornado *self, const vro_figure_options *options, vro_drawing *drawing,
                            vro_errors *errors) {
    vro_figure_texts *texts = &self->texts;
    const vro_picture picture = vro_drawing_picture(drawing, options, VRO_TEXT_ERROR_SIMULATION);
    vro_tornado_row rows[VRO_TORNADO_BARS];
    vro_tornado bars = {
        .x = {.label = vro_measure_choice_label(&self->measure, &self->names, texts),
              .kind = vro_unit_is_share(self->measure.unit) ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR},
        .base = number_at(self, self->rows[0], VALUE_BASE),
        .base_label = vro_figure_texts_word(texts, VRO_TEXT_AT_ESTIMATES),
        .low_letter = vro_figure_texts_word(texts, VRO_TEXT_LOW_LETTER),
        .high_letter = vro_figure_texts_word(texts, VRO_TEXT_HIGH_LETTER),
        .low_label = vro_figure_texts_word(texts, VRO_TEXT_LOW_END),
        .high_label = vro_figure_texts_word(texts, VRO_TEXT_HIGH_END),
        .rows = rows};
    for (; bars.count < self->count && bars.count < VRO_TORNADO_BARS; bars.count++)
        rows[bars.count] = make_row(self, self->rows[bars.count]);
    return vro_tornado_draw(&bars, &picture, &drawing->svg, errors);
}

// Reads what is drawn. Where there is nothing, the drawing has the reason.
static vro_status read_rows(tornado *self, const vro_result_tables *tables, vro_drawing *drawing,
                            vro_errors *errors) {
    const vro_language language = self->texts.language;
    const char *const file = ONEWAY;
    self->table = vro_result_tables_find(tables, ONEWAY);
    if (!vro_figure_columns_find(self->table, column_names, COLUMNS, self->columns, language,
                                 drawing))
        return VRO_OK;
    if (!vro_measure_choice_find(&self->measure, self->table)) {
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
        return VRO_OK;
    }
    self->measure.currency = vro_unit_currency(tables, &self->texts);
    return list_rows(self, errors);
}

vro_status vro_tornado_figure_draw(const vro_result_tables *tables,
                                   const vro_figure_options *options, vro_drawing *drawing,
                                   vro_errors *errors) {
    tornado self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, ONEWAY, errors));
    TRY(read_rows(&self, tables, drawing, errors));
    if (drawing->left_out)
        goto out;
    drawing->error = VRO_SHOWS_SIMULATION;
    add_rows(&self, drawing);
    say(&self, drawing);
    TRY(draw_bars(&self, options, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    free(self.rows);
    vro_strategy_names_free(&self.names);
    vro_figure_texts_free(&self.texts);
    return status;
}
