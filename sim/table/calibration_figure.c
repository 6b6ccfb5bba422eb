#include "vrosim/table/calibration_figure.h"

#include "vrosim/figure/intervals.h"
#include "vrosim/table/calibration_rows.h"
#include "vrosim/table/figure_texts.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <string.h>

enum { AGREEMENT_NUMBERS = 3, PERCENT = 100 };

typedef struct calibration {
    vro_calibration_rows rows;
    vro_figure_texts texts;
    vro_strategy_names names;
} calibration;

static const char *label_of(calibration *self, size_t row) {
    vro_figure_texts *texts = &self->texts;
    const char *const values[] = {
        vro_figure_texts_name(texts,
                              vro_calibration_rows_text(&self->rows, row, VRO_COLUMN_OUTCOME)),
        vro_strategy_names_label(&self->names,
                                 vro_calibration_rows_text(&self->rows, row, VRO_COLUMN_STRATEGY)),
        vro_figure_texts_name(texts,
                              vro_calibration_rows_text(&self->rows, row, VRO_COLUMN_SUBGROUP))};
    return strcmp(values[2], "all") == 0
               ? vro_figure_texts_sentence(texts, VRO_TEXT_OF_STRATEGY, values, 2)
               : vro_figure_texts_sentence(texts, VRO_TEXT_OF_SUBGROUP, values, 3);
}

static bool is_share(const calibration *self) {
    return strcmp(self->rows.unit, "share") == 0;
}

static const char *say_pair(calibration *self, double observed, double model) {
    const double scale = is_share(self) ? PERCENT : 1;
    const char *const values[] = {vro_figure_texts_decimals(&self->texts, scale * observed, 1),
                                  isnan(model)
                                      ? vro_figure_texts_word(&self->texts, VRO_TEXT_NO_CHILD)
                                      : vro_figure_texts_decimals(&self->texts, scale * model, 1)};
    return vro_figure_texts_sentence(&self->texts, VRO_TEXT_PAIR, values, 2);
}

static vro_interval_row make_row(calibration *self, size_t row) {
    const vro_calibration_rows *rows = &self->rows;
    vro_interval_row made = {
        .group = vro_calibration_rows_text(rows, row, VRO_COLUMN_STUDY),
        .label = label_of(self, row),
        .observed = vro_calibration_rows_number(rows, row, VRO_COLUMN_OBSERVED),
        .observed_low = vro_calibration_rows_number(rows, row, VRO_COLUMN_OBSERVED_LOWER),
        .observed_high = vro_calibration_rows_number(rows, row, VRO_COLUMN_OBSERVED_UPPER),
        .model = vro_calibration_rows_number(rows, row, VRO_COLUMN_MODEL),
        .held_out = vro_calibration_rows_are_held_out(rows, row)};
    vro_calibration_rows_band(rows, row, &made.model_low, &made.model_high);
    made.text = say_pair(self, made.observed, made.model);
    return made;
}

static void add_row(calibration *self, vro_drawing *drawing, size_t row) {
    const vro_calibration_rows *rows = &self->rows;
    vro_figure_texts *texts = &self->texts;
    double low, high;
    vro_calibration_rows_band(rows, row, &low, &high);
    vro_drawing_cell(drawing, vro_calibration_rows_text(rows, row, VRO_COLUMN_STUDY));
    vro_drawing_cell(drawing, label_of(self, row));
    vro_drawing_cell(drawing, vro_calibration_rows_text(rows, row, VRO_COLUMN_STATISTIC));
    vro_drawing_cell(drawing, vro_calibration_rows_text(rows, row, VRO_COLUMN_ROLE));
    for (int column = VRO_COLUMN_OBSERVED; column <= VRO_COLUMN_MODEL; column++)
        vro_drawing_cell(drawing,
                         vro_figure_texts_cell(texts, rows->table, row, rows->columns[column]));
    vro_drawing_cell(drawing, vro_figure_texts_digits(texts, low));
    vro_drawing_cell(drawing, vro_figure_texts_digits(texts, high));
    vro_drawing_cell(drawing, vro_calibration_rows_number(rows, row, VRO_COLUMN_INSIDE) == 1
                                  ? vro_figure_texts_word(texts, VRO_TEXT_YES)
                                  : "");
}

static void add_rows(calibration *self, vro_drawing *drawing) {
    static const vro_report_text_id columns[] = {
        VRO_TEXT_COLUMN_STUDY, VRO_TEXT_COLUMN_OUTCOME, VRO_TEXT_COLUMN_STATISTIC,
        VRO_TEXT_COLUMN_ROLE,  VRO_TEXT_OBSERVED,       VRO_TEXT_COLUMN_LOWER,
        VRO_TEXT_COLUMN_UPPER, VRO_TEXT_MODEL,          VRO_TEXT_COLUMN_LOWER,
        VRO_TEXT_COLUMN_UPPER, VRO_TEXT_COLUMN_INSIDE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_column(drawing, vro_figure_texts_word(&self->texts, columns[i]));
    for (size_t i = 0; i < self->rows.table->rows; i++)
        add_row(self, drawing, self->rows.order[i]);
}

static const char *count_text(calibration *self, size_t count) {
    return vro_figure_texts_decimals(&self->texts, (double)count, 0);
}

// Appends the numbers of a role; returns how many there are then.
static size_t add_agreement(calibration *self, const vro_rows_inside *role, const char **values,
                            size_t count) {
    values[count++] = count_text(self, role->figures);
    values[count++] = count_text(self, self->rows.is_fit ? role->inside : role->inside_predictive);
    values[count++] = count_text(self, role->inside);
    return count;
}

static void say(calibration *self, vro_drawing *drawing) {
    const vro_rows_inside *held_out = &self->rows.held_out, *fitted = &self->rows.fitted;
    const char *values[2 * AGREEMENT_NUMBERS];
    size_t count = 0;
    vro_report_text_id finding = VRO_TEXT_VALIDATION_FINDING_BOTH;
    if (self->rows.is_fit)
        finding = VRO_TEXT_FIT_FINDING;
    else if (fitted->figures == 0)
        finding = VRO_TEXT_VALIDATION_FINDING_HELD_OUT;
    else if (held_out->figures == 0)
        finding = VRO_TEXT_VALIDATION_FINDING_FITTED;
    if (held_out->figures > 0)
        count = add_agreement(self, held_out, values, count);
    if (fitted->figures > 0)
        count = add_agreement(self, fitted, values, count);
    vro_drawing_title(drawing, self->texts.language, finding, values, count);
}

static const char *axis_label(const calibration *self) {
    return is_share(self) ? vro_figure_texts_word(&self->texts, VRO_TEXT_PERCENT_OF_CHILDREN)
                          : self->rows.unit;
}

static void describe(calibration *self, vro_drawing *drawing) {
    const size_t in_unit = self->rows.in_unit;
    const size_t shown = in_unit < VRO_CALIBRATION_ROWS ? in_unit : VRO_CALIBRATION_ROWS;
    const char *const values[] = {count_text(self, self->rows.table->rows), count_text(self, shown),
                                  axis_label(self)};
    vro_drawing_describe(drawing, self->texts.language, VRO_TEXT_CALIBRATION_DESCRIPTION, values,
                         3);
}

// What the band is, and which error it shows.
static const char *make_note(calibration *self, vro_shown_error error) {
    static const vro_report_text_id errors[] = {[VRO_SHOWS_NO_ERROR] = VRO_TEXT_ERROR_NONE,
                                                [VRO_SHOWS_SIMULATION] = VRO_TEXT_ERROR_SIMULATION,
                                                [VRO_SHOWS_PARAMETERS] = VRO_TEXT_ERROR_PARAMETERS,
                                                [VRO_SHOWS_BOTH] = VRO_TEXT_ERROR_BOTH};
    const char *const notes[] = {
        vro_figure_texts_word(&self->texts, self->rows.is_fit ? VRO_TEXT_BAND_POSTERIOR
                                                              : VRO_TEXT_BAND_PREDICTIVE),
        vro_figure_texts_word(&self->texts, errors[error])};
    return vro_figure_texts_sentence(&self->texts, VRO_TEXT_SENTENCES, notes, 2);
}

static vro_status draw_rows(calibration *self, const vro_figure_options *options,
                            vro_drawing *drawing, vro_errors *errors) {
    vro_figure_texts *texts = &self->texts;
    const vro_calibration_rows *rows = &self->rows;
    vro_interval_row drawn[VRO_CALIBRATION_ROWS];
    vro_picture picture = vro_drawing_picture(drawing, options, VRO_REPORT_TEXTS);
    vro_intervals intervals = {
        .x = {.label = axis_label(self),
              .kind = is_share(self) ? VRO_AXIS_PERCENT : VRO_AXIS_LINEAR},
        .observed_label = vro_figure_texts_word(texts, VRO_TEXT_OBSERVED),
        .model_label = vro_figure_texts_word(texts, VRO_TEXT_MODEL),
        .held_out_label =
            rows->held_out.figures > 0 ? vro_figure_texts_word(texts, VRO_TEXT_HELD_OUT) : NULL,
        .text_heading = vro_figure_texts_word(texts, VRO_TEXT_OBSERVED_AND_MODEL),
        .rows = drawn};
    picture.note = make_note(self, drawing->error);
    for (size_t i = 0; i < rows->table->rows && intervals.count < VRO_CALIBRATION_ROWS; i++)
        if (strcmp(vro_calibration_rows_unit(rows, rows->order[i]), rows->unit) == 0)
            drawn[intervals.count++] = make_row(self, rows->order[i]);
    return vro_intervals_draw(&intervals, &picture, &drawing->svg, errors);
}

static vro_shown_error shown_error(const vro_calibration_rows *rows) {
    if (rows->is_fit)
        return VRO_SHOWS_PARAMETERS;
    return rows->has_parameter_error ? VRO_SHOWS_BOTH : VRO_SHOWS_SIMULATION;
}

static vro_status draw(const vro_result_tables *tables, const char *file, bool is_fit,
                       const vro_figure_options *options, vro_drawing *drawing,
                       vro_errors *errors) {
    calibration self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, file, errors));
    TRY(vro_calibration_rows_read(&self.rows, vro_result_tables_find(tables, file), is_fit,
                                  options->language, drawing, errors));
    if (drawing->left_out)
        goto out;
    drawing->error = shown_error(&self.rows);
    add_rows(&self, drawing);
    say(&self, drawing);
    describe(&self, drawing);
    TRY(draw_rows(&self, options, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    vro_calibration_rows_free(&self.rows);
    vro_strategy_names_free(&self.names);
    vro_figure_texts_free(&self.texts);
    return status;
}

vro_status vro_calibration_figure_draw(const vro_result_tables *tables,
                                       const vro_figure_options *options, vro_drawing *drawing,
                                       vro_errors *errors) {
    return draw(tables, "validation.csv", false, options, drawing, errors);
}

vro_status vro_calibration_figure_draw_fit(const vro_result_tables *tables,
                                           const vro_figure_options *options, vro_drawing *drawing,
                                           vro_errors *errors) {
    return draw(tables, "calibration_fit.csv", true, options, drawing, errors);
}
