#include "vrosim/table/plane_figure.h"

#include "vrosim/table/decision_terms.h"
#include "vrosim/table/figure_columns.h"
#include "vrosim/table/plane_cloud.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <stdlib.h>

static const char PLANE[] = "decision_plane.csv";

// Columns of decision_plane.csv.
enum { STRATEGY, REFERENCE, EFFECT, COST, COLUMNS };
static const char *const column_names[] = {"strategy", "reference", "effect_difference",
                                           "cost_difference"};

enum { MOST = 8 }; // strategies drawn beside the one that the finding is of

typedef struct plane {
    const vro_result_table *table;
    size_t columns[COLUMNS];
    vro_figure_texts texts;
    vro_decision_terms terms;
    vro_strategy_names names;
    vro_plane_cloud *clouds; // [strategies], owned; without points for the reference
    size_t drawn;            // clouds with points
    size_t samples;          // of the largest cloud
    const char *reference;   // borrowed
    size_t shown;            // the strategy that the finding and the quadrants are of
} plane;

static vro_status read_clouds(plane *self, vro_errors *errors) {
    for (size_t row = 0; row < self->table->rows; row++) {
        const size_t strategy = vro_strategy_names_find(
            &self->names, vro_result_table_text(self->table, row, self->columns[STRATEGY]));
        const double effect = vro_result_table_number(self->table, row, self->columns[EFFECT]);
        const double cost = vro_result_table_number(self->table, row, self->columns[COST]);
        if (!vro_decision_terms_concern(&self->terms, self->table, row) || !isfinite(effect) ||
            !isfinite(cost) || strategy == self->names.names.count)
            continue;
        self->reference = vro_result_table_text(self->table, row, self->columns[REFERENCE]);
        if (!vro_plane_cloud_add(&self->clouds[strategy], effect, cost))
            return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a plane");
    }
    return VRO_OK;
}

// The strategy that is best at the threshold or, where that is the reference, the one that is
// better than it in most samples.
static void choose_shown(plane *self) {
    const size_t best = vro_strategy_names_find(&self->names, self->terms.best);
    self->shown = self->names.names.count;
    for (size_t i = 0; i < self->names.names.count; i++)
        if (self->clouds[i].count > 0 &&
            (self->shown == self->names.names.count ||
             self->clouds[i].better > self->clouds[self->shown].better))
            self->shown = i;
    if (best < self->names.names.count && self->clouds[best].count > 0)
        self->shown = best;
}

static void measure_clouds(plane *self) {
    for (size_t i = 0; i < self->names.names.count; i++) {
        if (self->clouds[i].count == 0)
            continue;
        vro_plane_cloud_measure(&self->clouds[i], self->terms.threshold);
        self->drawn++;
        self->samples =
            self->clouds[i].count > self->samples ? self->clouds[i].count : self->samples;
    }
    choose_shown(self);
}

// Whether any strategy differs from the reference in any sample.
static bool differs(const plane *self) {
    for (size_t i = 0; i < self->names.names.count; i++)
        for (size_t j = 0; j < self->clouds[i].count; j++)
            if (self->clouds[i].effects[j] != 0 || self->clouds[i].costs[j] != 0)
                return true;
    return false;
}

static void add_header(plane *self, vro_drawing *drawing) {
    vro_figure_texts *texts = &self->texts;
    vro_drawing_column(drawing, vro_figure_texts_word(texts, VRO_TEXT_COLUMN_STRATEGY));
    vro_drawing_column(drawing, vro_decision_terms_word(&self->terms, VRO_WORD_EFFECT_AXIS, texts));
    vro_drawing_column(drawing, vro_decision_terms_word(&self->terms, VRO_WORD_COST_AXIS, texts));
    for (int i = 0; i < VRO_QUADRANTS; i++)
        vro_drawing_column(
            drawing, vro_decision_terms_word(
                         &self->terms, (vro_decision_word)(VRO_WORD_MORE_AT_MORE + i), texts));
    vro_drawing_column(drawing, vro_figure_texts_word(texts, VRO_TEXT_COLUMN_BETTER));
    vro_drawing_column(drawing, vro_figure_texts_word(texts, VRO_TEXT_COLUMN_SAMPLES));
}

static void add_rows(plane *self, vro_drawing *drawing) {
    vro_figure_texts *texts = &self->texts;
    add_header(self, drawing);
    for (size_t i = 0; i < self->names.names.count; i++) {
        const vro_plane_cloud *cloud = &self->clouds[i];
        if (cloud->count == 0)
            continue;
        vro_drawing_cell(drawing, self->names.labels[i]);
        vro_drawing_cell(drawing, vro_figure_texts_digits(texts, cloud->ellipse.x));
        vro_drawing_cell(drawing, vro_figure_texts_digits(texts, cloud->ellipse.y));
        for (int quadrant = 0; quadrant < VRO_QUADRANTS; quadrant++)
            vro_drawing_cell(drawing, vro_figure_texts_percent(texts, cloud->shares[quadrant]));
        vro_drawing_cell(drawing, vro_figure_texts_percent(texts, cloud->better));
        vro_drawing_cell(drawing, vro_figure_texts_decimals(texts, (double)cloud->count, 0));
    }
}

static void say(plane *self, vro_drawing *drawing) {
    const vro_decision_terms *terms = &self->terms;
    const vro_plane_cloud *shown = &self->clouds[self->shown];
    vro_figure_texts *texts = &self->texts;
    const char *const finding[] = {vro_strategy_names_label(&self->names, self->reference),
                                   self->names.labels[self->shown],
                                   vro_decision_terms_word(terms, VRO_WORD_EFFECT, texts),
                                   vro_figure_texts_signed(texts, shown->ellipse.x),
                                   vro_decision_terms_word(terms, VRO_WORD_COST, texts),
                                   vro_decision_terms_change(terms, shown->ellipse.y, texts),
                                   vro_figure_texts_percent(texts, shown->better),
                                   vro_decision_terms_threshold(terms, terms->threshold, texts)};
    const char *const description[] = {vro_figure_texts_decimals(texts, (double)self->samples, 0),
                                       finding[0], finding[7], finding[1]};
    vro_drawing_title(drawing, texts->language, VRO_TEXT_PLANE_FINDING, finding, 8);
    vro_drawing_describe(drawing, texts->language, VRO_TEXT_PLANE_DESCRIPTION, description, 4);
}

// Whether fewer than MOST other strategies are better than the reference in more samples.
static bool is_among_the_best(const plane *self, size_t strategy) {
    size_t before = 0;
    for (size_t i = 0; i < self->names.names.count; i++)
        before += self->clouds[i].count > 0 && i != strategy &&
                  (self->clouds[i].better > self->clouds[strategy].better ||
                   (self->clouds[i].better == self->clouds[strategy].better && i < strategy));
    return before < MOST || strategy == self->shown;
}

// Fills series, which has room for all strategies; returns how many are drawn.
static size_t list_series(plane *self, vro_scatter_series *series) {
    const size_t together = self->drawn <= MOST ? self->drawn : MOST + 1;
    size_t count = 0;
    for (size_t i = 0; i < self->names.names.count; i++) {
        vro_plane_cloud *cloud = &self->clouds[i];
        if (cloud->count == 0 || !is_among_the_best(self, i))
            continue;
        vro_plane_cloud_thin(cloud, VRO_PLANE_DOTS / together);
        series[count++] = (vro_scatter_series){.label = self->names.labels[i],
                                               .style = i,
                                               .count = cloud->count,
                                               .x = cloud->effects,
                                               .y = cloud->costs,
                                               .ellipse = cloud->ellipse};
    }
    return count;
}

static vro_status draw_clouds(plane *self, const vro_figure_options *options, vro_drawing *drawing,
                              vro_errors *errors) {
    vro_figure_texts *texts = &self->texts;
    const vro_decision_terms *terms = &self->terms;
    const vro_picture picture = vro_drawing_picture(drawing, options, VRO_TEXT_ERROR_PARAMETERS);
    vro_scatter_series *series = calloc(self->names.names.count, sizeof *series);
    vro_scatter scatter = {
        .x = {.label = vro_decision_terms_word(terms, VRO_WORD_EFFECT_AXIS, texts)},
        .y = {.label = vro_decision_terms_word(terms, VRO_WORD_COST_AXIS, texts)},
        .series = series,
        .has_threshold = true,
        .threshold = terms->threshold,
        .threshold_label = vro_decision_terms_threshold(terms, terms->threshold, texts)};
    for (int i = 0; i < VRO_QUADRANTS; i++) {
        const char *const values[] = {
            vro_decision_terms_word(terms, (vro_decision_word)(VRO_WORD_MORE_AT_MORE + i), texts),
            vro_figure_texts_percent(texts, self->clouds[self->shown].shares[i]),
            self->names.labels[self->shown]};
        scatter.quadrants[i] = vro_figure_texts_sentence(
            texts, self->drawn > 1 ? VRO_TEXT_PLANE_QUADRANT_OF : VRO_TEXT_PLANE_QUADRANT, values,
            3);
    }
    if (!series)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a plane");
    scatter.count = list_series(self, series);
    const vro_status status = vro_scatter_draw(&scatter, &picture, &drawing->svg, errors);
    free(series);
    return status;
}

// Reads what is drawn. Where there is nothing, the drawing has the reason.
static vro_status read_plane(plane *self, const vro_result_tables *tables, vro_drawing *drawing,
                             vro_errors *errors) {
    const vro_language language = self->texts.language;
    const char *const file = PLANE;
    vro_status status = VRO_OK;
    self->table = vro_result_tables_find(tables, PLANE);
    if (!vro_figure_columns_find(self->table, column_names, COLUMNS, self->columns, language,
                                 drawing))
        return VRO_OK;
    vro_decision_terms_read(&self->terms, tables, &self->texts);
    self->clouds = calloc(self->names.names.count + 1, sizeof *self->clouds);
    TRY(self->clouds
            ? VRO_OK
            : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a plane"));
    TRY(read_clouds(self, errors));
    measure_clouds(self);
    if (self->drawn == 0 && self->names.names.count < 2)
        vro_drawing_leave_out(drawing, language, VRO_TEXT_ONE_STRATEGY, NULL, 0);
    else if (self->drawn == 0 || isnan(self->terms.threshold))
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
    else if (!differs(self))
        vro_drawing_leave_out(drawing, language, VRO_TEXT_PLANE_NO_DIFFERENCE, NULL, 0);
out:
    return status;
}

vro_status vro_plane_figure_draw(const vro_result_tables *tables, const vro_figure_options *options,
                                 vro_drawing *drawing, vro_errors *errors) {
    plane self = {.texts = {.language = options->language}};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, PLANE, errors));
    TRY(read_plane(&self, tables, drawing, errors));
    if (drawing->left_out)
        goto out;
    drawing->error = VRO_SHOWS_PARAMETERS;
    add_rows(&self, drawing);
    say(&self, drawing);
    TRY(draw_clouds(&self, options, drawing, errors));
out:
    drawing->failed = drawing->failed || self.texts.failed;
    for (size_t i = 0; self.clouds && i < self.names.names.count; i++)
        vro_plane_cloud_free(&self.clouds[i]);
    free(self.clouds);
    vro_strategy_names_free(&self.names);
    vro_figure_texts_free(&self.texts);
    return status;
}
