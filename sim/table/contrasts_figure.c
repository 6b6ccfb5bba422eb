#include "vrosim/table/contrasts_figure.h"

#include "vrosim/figure/forest.h"
#include "vrosim/table/outcome_words.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Of which outcomes there are rows, in this order; a prefix stands for its last landmark.
static const struct {
    const char *name;
    bool by_landmark;
} outcomes[] = {{"revision", true},   {"failure", true},           {"lld_over_20mm", false},
                {"displaced", false}, {"loss_of_position", false}, {"death", false}};

enum { OUTCOMES = sizeof outcomes / sizeof *outcomes, ROWS_MOST = 40, HUNDRED = 100 };

typedef struct contrasts_source {
    const char *file;
    vro_report_text_id note;
    vro_shown_error error;
} contrasts_source;

typedef struct figure {
    const contrasts_source *source;
    const vro_figure_options *options;
    vro_drawing *drawing;
    const vro_result_table *table;
    vro_strategy_names names;
    vro_forest_row *rows; // [count]; owned
    size_t count;
    size_t best;               // of table: what the finding tells, in the first outcome
    const char *first_outcome; // of which a row has been found, in files
    const char *reference;     // label
} figure;

static double number(const figure *self, size_t row, const char *column) {
    return vro_result_table_number(self->table, row, vro_result_table_column(self->table, column));
}

static const char *text(const figure *self, size_t row, const char *column) {
    return vro_result_table_text(self->table, row, vro_result_table_column(self->table, column));
}

// The outcome of the last landmark that the file has; NULL: none.
static const char *last_landmark(const figure *self, const char *prefix) {
    const char *last = NULL;
    for (size_t row = 0; row < self->table->rows; row++) {
        const char *outcome = text(self, row, "outcome");
        const double years = vro_outcome_landmark(outcome, prefix);
        if (!isnan(years) && (!last || years > vro_outcome_landmark(last, prefix)))
            last = outcome;
    }
    return last;
}

// The row of an outcome under a strategy; table->rows if there is none.
static size_t find(const figure *self, const char *outcome, size_t strategy) {
    const vro_result_condition conditions[] = {{"strategy", self->names.names.texts[strategy]},
                                               {"subgroup", "all"},
                                               {"outcome", outcome},
                                               {"statistic", "risk_difference"}};
    return vro_result_table_find(self->table, 0, conditions, 4);
}

// To one decimal; to three digits where all numbers of the row would be 0.0.
static vro_report_number in_hundred(const figure *self, size_t row, double share) {
    const double most =
        HUNDRED * fmax(fabs(number(self, row, "value")),
                       fmax(fabs(number(self, row, "lower")), fabs(number(self, row, "upper"))));
    return most > 0 && most < 0.05
               ? vro_report_digits(self->options->language, HUNDRED * share)
               : vro_report_decimals(self->options->language, HUNDRED * share, 1);
}

// The number with its interval, as text.
static const char *interval_text(const figure *self, size_t row) {
    const vro_report_number value = in_hundred(self, row, number(self, row, "value")),
                            lower = in_hundred(self, row, number(self, row, "lower")),
                            upper = in_hundred(self, row, number(self, row, "upper"));
    const char *values[] = {value.text, lower.text, upper.text};
    return vro_drawing_text(self->drawing, self->options->language, VRO_TEXT_CONTRASTS_INTERVAL,
                            values, 3);
}

static void list(figure *self, const char *words, size_t strategy, size_t row) {
    static const char *const columns[] = {"value", "lower", "upper", "se"};
    vro_drawing_cell(self->drawing, words);
    vro_drawing_cell(self->drawing, self->names.labels[strategy]);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_cell(
            self->drawing,
            vro_report_decimals(self->options->language, HUNDRED * number(self, row, columns[i]), 3)
                .text);
}

static void list_columns(figure *self) {
    static const vro_report_text_id columns[] = {VRO_TEXT_OUTCOME,    VRO_TEXT_STRATEGY,
                                                 VRO_TEXT_DIFFERENCE, VRO_TEXT_LOWER,
                                                 VRO_TEXT_UPPER,      VRO_TEXT_STANDARD_ERROR};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_column(self->drawing, vro_report_text(self->options->language, columns[i]));
}

static void add_row(figure *self, size_t strategy, size_t row) {
    self->rows[self->count++] = (vro_forest_row){.label = self->names.labels[strategy],
                                                 .style = strategy,
                                                 .value = HUNDRED * number(self, row, "value"),
                                                 .low = HUNDRED * number(self, row, "lower"),
                                                 .high = HUNDRED * number(self, row, "upper"),
                                                 .text = interval_text(self, row)};
}

static bool excludes_zero(const figure *self, size_t row) {
    return number(self, row, "lower") > 0 || number(self, row, "upper") < 0;
}

// Whether a row tells more than another: its interval excludes 0, then its difference is greater.
static bool says_more(const figure *self, size_t row, size_t other) {
    const bool here = excludes_zero(self, row), there = excludes_zero(self, other);
    if (here != there)
        return here;
    return fabs(number(self, row, "value")) > fabs(number(self, other, "value"));
}

// The heading of an outcome and a row for each strategy that has it.
static void add_outcome(figure *self, const char *outcome) {
    const size_t heading = self->count++;
    const char *words =
        vro_drawing_keep(self->drawing, vro_outcome_words(self->options->language, outcome));
    self->rows[heading] = (vro_forest_row){.label = words, .value = NAN, .low = NAN, .high = NAN};
    for (size_t s = 0; s < self->names.names.count; s++) {
        const size_t row = find(self, outcome, s);
        if (row == self->table->rows)
            continue;
        add_row(self, s, row);
        list(self, words, s, row);
        if (heading == 0 && (self->best == self->table->rows || says_more(self, row, self->best)))
            self->best = row;
    }
    if (self->count == heading + 1)
        self->count = heading;
    else if (heading == 0)
        self->first_outcome = outcome;
}

static vro_status collect(figure *self, vro_errors *errors) {
    const size_t each = self->names.names.count + 1;
    self->rows = calloc(OUTCOMES * each, sizeof *self->rows);
    self->best = self->table->rows;
    if (!self->rows)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    list_columns(self);
    for (size_t i = 0; i < OUTCOMES; i++) {
        const char *outcome =
            outcomes[i].by_landmark ? last_landmark(self, outcomes[i].name) : outcomes[i].name;
        if (outcome && (self->count == 0 || self->count + each <= ROWS_MOST))
            add_outcome(self, outcome);
    }
    return VRO_OK;
}

// Where the interval of the greatest difference holds 0, there is nothing to report.
static void say(figure *self) {
    const vro_language language = self->options->language;
    const double value = number(self, self->best, "value");
    const double lower = number(self, self->best, "lower"),
                 upper = number(self, self->best, "upper");
    const size_t strategy =
        vro_string_set_find(&self->names.names, text(self, self->best, "strategy"));
    const vro_report_number size = in_hundred(self, self->best, fabs(value)),
                            least = in_hundred(self, self->best, fmin(fabs(lower), fabs(upper))),
                            most = in_hundred(self, self->best, fmax(fabs(lower), fabs(upper)));
    const char *heading =
        vro_drawing_keep(self->drawing, vro_outcome_heading(language, self->first_outcome));
    const char *values[] = {size.text,       heading,    self->names.labels[strategy],
                            self->reference, least.text, most.text};
    const char *none[] = {self->reference, heading};
    if (!excludes_zero(self, self->best))
        vro_drawing_title(self->drawing, language, VRO_TEXT_CONTRASTS_NONE, none, 2);
    else
        vro_drawing_title(self->drawing, language,
                          value < 0 ? VRO_TEXT_CONTRASTS_FEWER : VRO_TEXT_CONTRASTS_MORE, values,
                          6);
    vro_drawing_describe(self->drawing, language, VRO_TEXT_CONTRASTS_DESCRIPTION, &self->reference,
                         1);
}

static vro_status draw(figure *self, vro_errors *errors) {
    const vro_language language = self->options->language;
    const vro_picture picture =
        vro_drawing_picture(self->drawing, self->options, self->source->note);
    const vro_forest forest = {
        .x = {.label = vro_report_text(language, VRO_TEXT_CONTRASTS_AXIS)},
        .left_words =
            vro_drawing_text(self->drawing, language, VRO_TEXT_CONTRASTS_LEFT, &self->reference, 1),
        .right_words = vro_report_text(language, VRO_TEXT_CONTRASTS_RIGHT),
        .text_heading = vro_report_text(language, VRO_TEXT_CONTRASTS_VALUES),
        .rows = self->rows,
        .count = self->count};
    self->drawing->error = self->source->error;
    return vro_forest_draw(&forest, &picture, &self->drawing->svg, errors);
}

static vro_status draw_from(const contrasts_source *source, const vro_result_tables *tables,
                            const vro_figure_options *options, vro_drawing *drawing,
                            vro_errors *errors) {
    figure self = {.source = source,
                   .options = options,
                   .drawing = drawing,
                   .table = vro_result_tables_find(tables, source->file)};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, source->file, errors));
    if (self.table->rows == 0) {
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_COMPARISON, NULL, 0);
        goto out;
    }
    self.reference = vro_strategy_names_label(&self.names, text(&self, 0, "reference"));
    TRY(collect(&self, errors));
    if (self.count == 0) {
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_ROWS, &source->file, 1);
        goto out;
    }
    say(&self);
    TRY(draw(&self, errors));
out:
    free(self.rows);
    vro_strategy_names_free(&self.names);
    return status;
}

vro_status vro_contrasts_figure_draw(const vro_result_tables *tables,
                                     const vro_figure_options *options, vro_drawing *drawing,
                                     vro_errors *errors) {
    static const contrasts_source run = {"contrasts.csv", VRO_TEXT_CONTRASTS_NOTE_SIMULATION,
                                         VRO_SHOWS_SIMULATION};
    return draw_from(&run, tables, options, drawing, errors);
}

vro_status vro_uncertain_contrasts_figure_draw(const vro_result_tables *tables,
                                               const vro_figure_options *options,
                                               vro_drawing *drawing, vro_errors *errors) {
    static const contrasts_source psa = {"psa_contrasts.csv", VRO_TEXT_CONTRASTS_NOTE_BOTH,
                                         VRO_SHOWS_BOTH};
    return draw_from(&psa, tables, options, drawing, errors);
}
