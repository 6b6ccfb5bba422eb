#include "vrosim/table/acceptability_figure.h"

#include "vrosim/figure/lines.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/decision_terms.h"
#include "vrosim/table/figure_columns.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <stdlib.h>

static const char ACCEPTABILITY[] = "decision_acceptability.csv";
static const char INFORMATION[] = "decision_information.csv";

// Columns of decision_information.csv.
enum { THRESHOLD, RIGHT, WORTH, WORTH_SE, INFORMATION_COLUMNS };
static const char *const information_names[] = {"threshold", "probability_right",
                                                "perfect_information", "perfect_information_se"};

// Columns of decision_acceptability.csv.
enum { AT, STRATEGY, SHARE, SHARE_SE, OPTIMAL, ACCEPTABILITY_COLUMNS };
static const char *const acceptability_names[] = {"threshold", "strategy", "probability_best",
                                                  "probability_best_se", "optimal"};

enum { MOST = 8 }; // strategies drawn: more lines cannot be told apart

typedef struct acceptability {
    const vro_result_table *choices;     // decision_acceptability.csv
    const vro_result_table *information; // decision_information.csv
    size_t choice_columns[ACCEPTABILITY_COLUMNS];
    size_t information_columns[INFORMATION_COLUMNS];
    vro_figure_texts texts;
    vro_decision_terms terms;
    vro_strategy_names names;
    size_t count;    // thresholds
    double *numbers; // owned: the arrays that follow, [count] each
    double *thresholds;
    double *right;
    double *worth, *worth_low, *worth_high;
    double *shares;          // [strategies][count]
    vro_line_series *series; // [drawn], owned
    size_t drawn;
} acceptability;

static double information_at(const acceptability *self, size_t row, size_t column) {
    return vro_result_table_number(self->information, row, self->information_columns[column]);
}

static size_t count_thresholds(const acceptability *self) {
    size_t count = 0;
    for (size_t row = 0; row < self->information->rows; row++)
        count += vro_decision_terms_concern(&self->terms, self->information, row);
    return count;
}

static void read_information(acceptability *self) {
    size_t count = 0;
    for (size_t row = 0; row < self->information->rows; row++) {
        if (!vro_decision_terms_concern(&self->terms, self->information, row))
            continue;
        const double worth = information_at(self, row, WORTH);
        const double reach = VRO_NORMAL_975 * information_at(self, row, WORTH_SE);
        self->thresholds[count] = information_at(self, row, THRESHOLD);
        self->right[count] = information_at(self, row, RIGHT);
        self->worth[count] = worth;
        self->worth_low[count] = fmax(0, worth - reach);
        self->worth_high[count++] = worth + reach;
    }
}

// Where a threshold is among them; self->count: it is not.
static size_t find_threshold(const acceptability *self, double threshold) {
    size_t found = 0;
    while (found < self->count && self->thresholds[found] != threshold)
        found++;
    return found;
}

static const char *name_at(const acceptability *self, size_t row) {
    return vro_result_table_text(self->choices, row, self->choice_columns[STRATEGY]);
}

static const char *cell(acceptability *self, size_t row, size_t column) {
    return vro_figure_texts_cell(&self->texts, self->choices, row, self->choice_columns[column]);
}

// A row of the data table.
static void add_row(acceptability *self, vro_drawing *drawing, size_t row, double worth) {
    const bool optimal =
        vro_result_table_is(self->choices, row, self->choice_columns[OPTIMAL], "1");
    vro_drawing_cell(drawing, cell(self, row, AT));
    vro_drawing_cell(drawing, vro_strategy_names_label(&self->names, name_at(self, row)));
    vro_drawing_cell(drawing, cell(self, row, SHARE));
    vro_drawing_cell(drawing, cell(self, row, SHARE_SE));
    vro_drawing_cell(drawing, optimal ? vro_figure_texts_word(&self->texts, VRO_TEXT_YES) : "");
    vro_drawing_cell(drawing, vro_figure_texts_digits(&self->texts, worth));
}

static void read_choices(acceptability *self, vro_drawing *drawing) {
    static const vro_report_text_id columns[] = {
        VRO_TEXT_COLUMN_THRESHOLD, VRO_TEXT_COLUMN_STRATEGY, VRO_TEXT_COLUMN_BEST_SHARE,
        VRO_TEXT_COLUMN_ERROR,     VRO_TEXT_COLUMN_OPTIMAL,  VRO_TEXT_COLUMN_INFORMATION};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_column(drawing, vro_figure_texts_word(&self->texts, columns[i]));
    for (size_t row = 0; row < self->choices->rows; row++) {
        if (!vro_decision_terms_concern(&self->terms, self->choices, row))
            continue;
        const size_t at = find_threshold(
            self, vro_result_table_number(self->choices, row, self->choice_columns[AT]));
        const size_t strategy = vro_strategy_names_find(&self->names, name_at(self, row));
        if (at == self->count || strategy == self->names.names.count)
            continue;
        self->shares[strategy * self->count + at] =
            vro_result_table_number(self->choices, row, self->choice_columns[SHARE]);
        add_row(self, drawing, row, self->worth[at]);
    }
}

// Makes room for all arrays; false without memory.
static bool reserve(acceptability *self) {
    enum { ARRAYS = 5 };
    const size_t count = self->count, strategies = self->names.names.count;
    self->numbers = calloc((ARRAYS + strategies) * count, sizeof *self->numbers);
    self->series = calloc(strategies, sizeof *self->series);
    if (!self->numbers || !self->series)
        return false;
    self->thresholds = self->numbers;
    self->right = self->thresholds + count;
    self->worth = self->right + count;
    self->worth_low = self->worth + count;
    self->worth_high = self->worth_low + count;
    self->shares = self->worth_high + count;
    return true;
}

// The greatest probability of a strategy of being best, over the thresholds.
static double greatest_share(const acceptability *self, size_t strategy) {
    double greatest = 0;
    for (size_t i = 0; i < self->count; i++)
        greatest = fmax(greatest, self->shares[strategy * self->count + i]);
    return greatest;
}

// Whether fewer than MOST other strategies are the best more often somewhere.
static bool is_drawn(const acceptability *self, size_t strategy) {
    const double own = greatest_share(self, strategy);
    size_t before = 0;
    for (size_t i = 0; i < self->names.names.count; i++) {
        const double other = greatest_share(self, i);
        before += other > own || (other == own && i < strategy);
    }
    return before < MOST;
}

static void list_series(acceptability *self) {
    for (size_t i = 0; i < self->names.names.count; i++)
        if (is_drawn(self, i))
            self->series[self->drawn++] = (vro_line_series){.label = self->names.labels[i],
                                                            .style = i,
                                                            .count = self->count,
                                                            .x = self->thresholds,
                                                            .y = self->shares + i * self->count};
}

static bool is_clear(const acceptability *self) {
    size_t clear = 0;
    while (clear < self->count && self->worth[clear] == 0)
        clear++;
    return clear == self->count;
}

static void say(acceptability *self, vro_drawing *drawing) {
    const vro_decision_terms *terms = &self->terms;
    vro_figure_texts *texts = &self->texts;
    const char *const clear[] = {vro_decision_terms_threshold(terms, terms->lowest, texts),
                                 vro_decision_terms_threshold(terms, terms->highest, texts),
                                 vro_strategy_names_label(&self->names, terms->best)};
    const char *const finding[] = {vro_decision_terms_threshold(terms, terms->threshold, texts),
                                   vro_strategy_names_label(&self->names, terms->best),
                                   vro_figure_texts_percent(texts, terms->right),
                                   vro_decision_terms_amount(terms, terms->information, texts)};
    const char *const counts[] = {
        vro_figure_texts_decimals(texts, (double)self->names.names.count, 0),
        vro_figure_texts_decimals(texts, (double)self->drawn, 0)};
    if (is_clear(self))
        vro_drawing_title(drawing, texts->language, VRO_TEXT_ACCEPTABILITY_CLEAR, clear, 3);
    else
        vro_drawing_title(drawing, texts->language, VRO_TEXT_ACCEPTABILITY_FINDING, finding, 4);
    vro_drawing_describe(drawing, texts->language, VRO_TEXT_ACCEPTABILITY_DESCRIPTION, counts, 2);
}

static vro_status draw_lines(acceptability *self, const vro_figure_options *options,
                             vro_drawing *drawing, vro_errors *errors) {
    vro_figure_texts *texts = &self->texts;
    const vro_line_series frontier = {.label = vro_figure_texts_word(texts, VRO_TEXT_FRONTIER),
                                      .count = self->count,
                                      .x = self->thresholds,
                                      .y = self->right};
    const vro_line_series information = {.label =
                                             vro_figure_texts_word(texts, VRO_TEXT_INFORMATION),
                                         .count = self->count,
                                         .x = self->thresholds,
                                         .y = self->worth,
                                         .low = self->worth_low,
                                         .high = self->worth_high};
    const vro_lines lines = {
        .x = {.label = vro_decision_terms_word(&self->terms, VRO_WORD_THRESHOLD_AXIS, texts)},
        .main = {.y = {.label = vro_figure_texts_word(texts, VRO_TEXT_PROBABILITY_AXIS),
                       .kind = VRO_AXIS_PERCENT,
                       .high = 1},
                 .series = self->series,
                 .count = self->drawn,
                 .overlay = &frontier},
        .below = {
            .y = {.label = vro_decision_terms_word(&self->terms, VRO_WORD_INFORMATION, texts)},
            .series = &information,
            .count = 1}};
    const vro_picture picture = vro_drawing_picture(drawing, options, VRO_TEXT_NOTE_SAMPLES);
    return vro_lines_draw(&lines, &picture, &drawing->svg, errors);
}

// Reads what is drawn; false, with the reason in the drawing, where there is nothing.
static bool find_rows(acceptability *self, const vro_result_tables *tables, vro_drawing *drawing) {
    const vro_language language = self->texts.language;
    self->choices = vro_result_tables_find(tables, ACCEPTABILITY);
    self->information = vro_result_tables_find(tables, INFORMATION);
    if (!vro_figure_columns_find(self->choices, acceptability_names, ACCEPTABILITY_COLUMNS,
                                 self->choice_columns, language, drawing) ||
        !vro_figure_columns_find(self->information, information_names, INFORMATION_COLUMNS,
                                 self->information_columns, language, drawing))
        return false;
    vro_decision_terms_read(&self->terms, tables, &self->texts);
    self->count = count_thresholds(self);
    const char *const file = INFORMATION;
    if (self->names.names.count < 2)
        vro_drawing_leave_out(drawing, language, VRO_TEXT_ONE_STRATEGY, NULL, 0);
    else if (isnan(self->terms.threshold))
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
    return !drawing->left_out;
}

vro_status vro_acceptability_figure_draw(const vro_result_tables *tables,
                                         const vro_figure_options *options, vro_drawing *drawing,
                                         vro_errors *errors) {
    acceptability self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, ACCEPTABILITY, errors));
    if (!find_rows(&self, tables, drawing))
        goto out;
    drawing->error = VRO_SHOWS_PARAMETERS;
    drawing->failed = !reserve(&self);
    if (drawing->failed)
        goto out;
    read_information(&self);
    read_choices(&self, drawing);
    list_series(&self);
    say(&self, drawing);
    TRY(draw_lines(&self, options, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    free(self.numbers);
    free(self.series);
    vro_strategy_names_free(&self.names);
    vro_figure_texts_free(&self.texts);
    return status;
}
