#include "vrosim/web/lesson_figure.h"

#include "vrosim/figure/forest.h"
#include "vrosim/table/figure_texts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 9 }; // in a sentence

typedef struct lesson_picture {
    const vro_result_table *table;
    const vro_result_table *legend;
    vro_figure_texts texts;
    double scale;
    int decimals;
    vro_forest_row *rows; // [count], owned
    size_t count;
    const char *values[PLACES]; // of the first rows, as texts
    size_t value_count;
} lesson_picture;

static const char *legend_cell(const lesson_picture *self, size_t row, const char *column) {
    return vro_result_table_text(self->legend, row, vro_result_table_column(self->legend, column));
}

// The label of the row of a name that begins with ':'; NULL where there is none.
static const char *setting(const lesson_picture *self, const char *name) {
    const vro_result_condition wanted = {"quantity", name};
    const size_t row = vro_result_table_find(self->legend, 0, &wanted, 1);
    return row < self->legend->rows ? legend_cell(self, row, "label") : NULL;
}

static double number_setting(const lesson_picture *self, const char *name, double standard) {
    const char *text = setting(self, name);
    return text ? strtod(text, NULL) : standard;
}

static double number(const lesson_picture *self, size_t row, const char *column) {
    return vro_result_table_number(self->table, row, vro_result_table_column(self->table, column));
}

static const char *decimals(lesson_picture *self, double value) {
    return vro_figure_texts_decimals(&self->texts, value, self->decimals);
}

static const char *text_of(lesson_picture *self, const vro_forest_row *row) {
    const char *value = decimals(self, row->value);
    const char *limits[] = {value, decimals(self, row->low), decimals(self, row->high)};
    if (self->value_count < PLACES)
        self->values[self->value_count++] = value;
    return isnan(row->low)
               ? value
               : vro_figure_texts_sentence(&self->texts, VRO_TEXT_CONTRASTS_INTERVAL, limits, 3);
}

static void add_row(lesson_picture *self, const char *label, size_t row) {
    vro_forest_row *added = &self->rows[self->count++];
    *added = (vro_forest_row){.label = label,
                              .style = number(self, row, "significant") == 1,
                              .value = self->scale * number(self, row, "value"),
                              .low = self->scale * number(self, row, "lower"),
                              .high = self->scale * number(self, row, "upper")};
    added->text = text_of(self, added);
}

static void add_heading(lesson_picture *self, const char *label) {
    self->rows[self->count++] = (vro_forest_row){label, 0, NAN, NAN, NAN, NULL};
}

static void add_rows(lesson_picture *self) {
    for (size_t i = 0; i < self->legend->rows; i++) {
        const char *quantity = legend_cell(self, i, "quantity");
        const vro_result_condition wanted[] = {{"quantity", quantity},
                                               {"group", legend_cell(self, i, "group")}};
        const size_t row = vro_result_table_find(self->table, 0, wanted, 2);
        if (!*quantity)
            add_heading(self, legend_cell(self, i, "label"));
        else if (*quantity != ':' && row < self->table->rows)
            add_row(self, legend_cell(self, i, "label"), row);
    }
}

static const char *sentence(lesson_picture *self, const char *name) {
    const char *format = setting(self, name);
    return format ? vro_figure_texts_keep(&self->texts,
                                          vro_report_fill(format, self->values, self->value_count))
                  : "";
}

static vro_status draw(lesson_picture *self, const vro_figure_options *options,
                       vro_byte_buffer *svg, vro_errors *errors) {
    const vro_picture picture = {.name = options->prefix,
                                 .title = sentence(self, ":title"),
                                 .description = sentence(self, ":description"),
                                 .width = options->width,
                                 .decimal_mark = vro_language_decimal_mark(options->language)};
    const vro_forest forest = {.x = {.label = setting(self, ":axis")},
                               .text_heading = setting(self, ":values"),
                               .rows = self->rows,
                               .count = self->count};
    return vro_forest_draw(&forest, &picture, svg, errors);
}

vro_status vro_lesson_figure_draw(const char *table, const char *legend,
                                  const vro_figure_options *options, vro_byte_buffer *svg,
                                  vro_errors *errors) {
    vro_result_tables tables = {0};
    lesson_picture self = {.texts.language = options->language};
    vro_status status = VRO_OK;
    TRY(vro_result_tables_add(&tables, "lesson", table, strlen(table), errors));
    TRY(vro_result_tables_add(&tables, "legend", legend, strlen(legend), errors));
    self.table = vro_result_tables_find(&tables, "lesson");
    self.legend = vro_result_tables_find(&tables, "legend");
    self.scale = number_setting(&self, ":scale", 1);
    self.decimals = (int)number_setting(&self, ":decimals", 0);
    self.rows = calloc(self.legend->rows + 1, sizeof *self.rows);
    if (self.rows)
        add_rows(&self);
    if (!self.rows || self.texts.failed)
        TRY(vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure"));
    TRY(draw(&self, options, svg, errors));
out:
    free(self.rows);
    vro_figure_texts_free(&self.texts);
    vro_result_tables_free(&tables);
    return status;
}
