#include "vrosim/table/leg_length_figure.h"

#include "vrosim/figure/ridge.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <stdlib.h>

static const char FILE_NAME[] = "lld.csv";

// mm. Shares beyond an end of the axis are at most TAIL, and the axis always holds both limits.
enum { NEAR_LIMIT = 10, FAR_LIMIT = 20, AXIS_LEAST = 25, CLASS_WIDTH = 5 };
static const double TAIL = 0.001;

typedef struct figure {
    const vro_figure_options *options;
    vro_drawing *drawing;
    const vro_result_table *table;
    vro_strategy_names names;
    size_t bins;
    double *edges;       // [bins + 1], mm; owned
    double *shares;      // [strategies][bins]; owned
    vro_ridge_row *rows; // [strategies]; owned
} figure;

static bool is_of_all(const figure *self, size_t row) {
    return vro_result_table_is(self->table, row, vro_result_table_column(self->table, "subgroup"),
                               "all");
}

static size_t strategy_of(const figure *self, size_t row) {
    return vro_string_set_find(
        &self->names.names,
        vro_result_table_text(self->table, row, vro_result_table_column(self->table, "strategy")));
}

// Bins are the same for every strategy, so those of the first that has any are those of all.
static size_t count_bins(const figure *self) {
    size_t count = 0, strategy = VRO_STRING_SET_NONE;
    for (size_t row = 0; row < self->table->rows; row++) {
        if (!is_of_all(self, row))
            continue;
        strategy = strategy == VRO_STRING_SET_NONE ? strategy_of(self, row) : strategy;
        count += strategy_of(self, row) == strategy;
    }
    return count;
}

static vro_status make_room(figure *self, vro_errors *errors) {
    const size_t strategies = self->names.names.count;
    self->edges = calloc(self->bins + 1, sizeof *self->edges);
    self->shares = calloc(strategies * self->bins + 1, sizeof *self->shares);
    self->rows = calloc(strategies + 1, sizeof *self->rows);
    return self->edges && self->shares && self->rows
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
}

// The ends of a bin; one without a limit is as wide as the others.
static void read_edges(figure *self, size_t row, size_t bin) {
    const double from = vro_result_table_number(self->table, row,
                                                vro_result_table_column(self->table, "from")),
                 to = vro_result_table_number(self->table, row,
                                              vro_result_table_column(self->table, "to"));
    self->edges[bin] = isnan(from) ? to - 1 : from;
    self->edges[bin + 1] = isnan(to) ? from + 1 : to;
}

static void read_bins(figure *self) {
    const size_t share = vro_result_table_column(self->table, "share");
    size_t last = VRO_STRING_SET_NONE, bin = 0;
    for (size_t row = 0; row < self->table->rows; row++) {
        const size_t strategy = strategy_of(self, row);
        if (!is_of_all(self, row) || strategy == VRO_STRING_SET_NONE)
            continue;
        bin = strategy == last ? bin + 1 : 0;
        last = strategy;
        if (bin >= self->bins)
            continue;
        read_edges(self, row, bin);
        self->shares[strategy * self->bins + bin] =
            vro_result_table_number(self->table, row, share);
    }
}

// The share of children whose legs differ by at least a limit, which is an edge of bins.
static double beyond(const figure *self, size_t strategy, double limit) {
    double share = 0;
    for (size_t bin = 0; bin < self->bins; bin++)
        if (self->edges[bin] >= limit || self->edges[bin + 1] <= -limit)
            share += self->shares[strategy * self->bins + bin];
    return share;
}

static void say(figure *self) {
    const vro_language language = self->options->language;
    size_t least = 0, most = 0;
    for (size_t s = 1; s < self->names.names.count; s++) {
        least = beyond(self, s, FAR_LIMIT) < beyond(self, least, FAR_LIMIT) ? s : least;
        most = beyond(self, s, FAR_LIMIT) > beyond(self, most, FAR_LIMIT) ? s : most;
    }
    const double low = beyond(self, least, FAR_LIMIT), high = beyond(self, most, FAR_LIMIT);
    const vro_report_number low_text = vro_report_percent(language, low, 1),
                            high_text = vro_report_percent(language, high, 1);
    const char *values[] = {low_text.text, self->names.labels[least], high_text.text,
                            self->names.labels[most]};
    vro_drawing_title(self->drawing, language,
                      low == high ? VRO_TEXT_LEGS_SAME : VRO_TEXT_LEGS_RANGE, values, 4);
    vro_drawing_describe(self->drawing, language, VRO_TEXT_LEGS_DESCRIPTION, NULL, 0);
}

// Classes of CLASS_WIDTH mm, a column for each strategy.
static void list(figure *self) {
    const vro_language language = self->options->language;
    vro_drawing *to = self->drawing;
    vro_drawing_column(to, vro_report_text(language, VRO_TEXT_FROM_MM));
    vro_drawing_column(to, vro_report_text(language, VRO_TEXT_TO_MM));
    for (size_t s = 0; s < self->names.names.count; s++)
        vro_drawing_column(to, self->names.labels[s]);
    for (size_t bin = 0; bin < self->bins;) {
        const double from = floor(self->edges[bin] / CLASS_WIDTH) * CLASS_WIDTH;
        size_t end = bin;
        while (end < self->bins && self->edges[end] < from + CLASS_WIDTH)
            end++;
        vro_drawing_cell(to, vro_report_plain(language, from).text);
        vro_drawing_cell(to, vro_report_plain(language, from + CLASS_WIDTH).text);
        for (size_t s = 0; s < self->names.names.count; s++) {
            double share = 0;
            for (size_t i = bin; i < end; i++)
                share += self->shares[s * self->bins + i];
            vro_drawing_cell(to, vro_report_percent(language, share, 2).text);
        }
        bin = end;
    }
}

// Whether a bin, and all from it on to an end, hold at most TAIL under every strategy.
static bool is_tail(const figure *self, size_t first, size_t end) {
    for (size_t s = 0; s < self->names.names.count; s++) {
        double share = 0;
        for (size_t bin = first; bin < end; bin++)
            share += self->shares[s * self->bins + bin];
        if (share > TAIL)
            return false;
    }
    return true;
}

// The bins that are drawn: all but the tails.
static void trim(const figure *self, size_t *first, size_t *end) {
    *first = 0;
    *end = self->bins;
    while (*first + 1 < *end && self->edges[*first + 1] <= -AXIS_LEAST &&
           is_tail(self, 0, *first + 1))
        ++*first;
    while (*end > *first + 1 && self->edges[*end - 1] >= AXIS_LEAST &&
           is_tail(self, *end - 1, self->bins))
        --*end;
}

static vro_status draw(figure *self, vro_errors *errors) {
    static const vro_reference_line limits[] = {
        {-FAR_LIMIT, "20"}, {-NEAR_LIMIT, "10"}, {NEAR_LIMIT, "10"}, {FAR_LIMIT, "20"}};
    const vro_language language = self->options->language;
    size_t first, end;
    trim(self, &first, &end);
    for (size_t s = 0; s < self->names.names.count; s++) {
        const vro_report_number near = vro_report_percent(language, beyond(self, s, NEAR_LIMIT), 1),
                                far = vro_report_percent(language, beyond(self, s, FAR_LIMIT), 1);
        const char *values[] = {near.text, far.text};
        self->rows[s] =
            (vro_ridge_row){self->names.labels[s], s, self->shares + s * self->bins + first,
                            vro_drawing_text(self->drawing, language, VRO_TEXT_PAIR, values, 2)};
    }
    const bool cut = first > 0 || end < self->bins;
    const vro_picture picture = vro_drawing_picture(self->drawing, self->options,
                                                    cut ? VRO_TEXT_LEGS_NOTE : VRO_REPORT_TEXTS);
    const vro_ridge ridge = {.x = {.label = vro_report_text(language, VRO_TEXT_LEGS_AXIS)},
                             .bin_count = end - first,
                             .edges = self->edges + first,
                             .references = limits,
                             .reference_count = sizeof limits / sizeof *limits,
                             .text_heading = vro_report_text(language, VRO_TEXT_LEGS_BEYOND),
                             .rows = self->rows,
                             .count = self->names.names.count};
    return vro_ridge_draw(&ridge, &picture, &self->drawing->svg, errors);
}

vro_status vro_leg_length_figure_draw(const vro_result_tables *tables,
                                      const vro_figure_options *options, vro_drawing *drawing,
                                      vro_errors *errors) {
    const char *file = FILE_NAME;
    figure self = {
        .options = options, .drawing = drawing, .table = vro_result_tables_find(tables, FILE_NAME)};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, FILE_NAME, errors));
    self.bins = count_bins(&self);
    if (self.bins == 0) {
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_ROWS, &file, 1);
        goto out;
    }
    TRY(make_room(&self, errors));
    read_bins(&self);
    say(&self);
    list(&self);
    TRY(draw(&self, errors));
out:
    free(self.rows);
    free(self.shares);
    free(self.edges);
    vro_strategy_names_free(&self.names);
    return status;
}
