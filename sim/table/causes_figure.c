#include "vrosim/table/causes_figure.h"

#include "vrosim/figure/areas.h"
#include "vrosim/table/incidence_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "revision.csv";

// Causes as the file names them, from below; those of surgery come first. The last layer is what is
// left to 1.
static const struct {
    const char *name;
    vro_report_text_id text;
} layers[] = {
    {"migration", VRO_TEXT_CAUSE_MIGRATION},
    {"loss", VRO_TEXT_CAUSE_LOSS},
    {"complication", VRO_TEXT_CAUSE_COMPLICATION},
    {"other", VRO_TEXT_CAUSE_OTHER},
    {"death", VRO_TEXT_CAUSE_DEATH},
    {NULL, VRO_TEXT_CAUSE_NONE},
};

enum { LAYERS = sizeof layers / sizeof *layers, SURGERY = LAYERS - 2, NOTHING = LAYERS - 1 };

typedef struct figure {
    const vro_figure_options *options;
    vro_drawing *drawing;
    vro_strategy_names names;
    vro_incidence_rows causes[NOTHING];
    size_t months;
    double *shares;         // [strategies][LAYERS][months]; owned
    vro_area_panel *panels; // [strategies]; owned
} figure;

static double *layer_of(const figure *self, size_t strategy, size_t layer) {
    return self->shares + (strategy * LAYERS + layer) * self->months;
}

static vro_status read(figure *self, const vro_result_tables *tables, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self->names, tables, FILE_NAME, errors));
    for (size_t i = 0; i < NOTHING; i++)
        TRY(vro_incidence_rows_read(&self->causes[i], tables, &self->names, layers[i].name,
                                    errors));
    self->months = self->causes[0].months;
out:
    return status;
}

// Whether the file has every cause in every month.
static bool is_whole(const figure *self) {
    for (size_t i = 1; i < NOTHING; i++)
        if (self->causes[i].months != self->months)
            return false;
    return self->months > 0;
}

static vro_status stack(figure *self, vro_errors *errors) {
    const size_t strategies = self->names.names.count;
    self->shares = malloc((strategies * LAYERS * self->months + 1) * sizeof *self->shares);
    self->panels = calloc(strategies + 1, sizeof *self->panels);
    if (!self->shares || !self->panels)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    for (size_t s = 0; s < strategies; s++) {
        self->panels[s] = (vro_area_panel){self->names.labels[s], layer_of(self, s, 0)};
        for (size_t month = 0; month < self->months; month++) {
            double left = 1;
            for (size_t i = 0; i < NOTHING; i++) {
                const double share = self->causes[i].incidence[s * self->months + month];
                layer_of(self, s, i)[month] = share;
                left -= share;
            }
            layer_of(self, s, NOTHING)[month] = fmax(left, 0);
        }
    }
    return VRO_OK;
}

static double at_end(const figure *self, size_t strategy, size_t layer) {
    return layer_of(self, strategy, layer)[self->months - 1];
}

// The most frequent cause of surgery under the strategy that the others are compared with.
static void say(figure *self) {
    const vro_language language = self->options->language;
    const size_t s = self->names.reference;
    size_t most = 0;
    for (size_t i = 1; i < SURGERY; i++)
        most = at_end(self, s, i) > at_end(self, s, most) ? i : most;
    const vro_report_number years =
        vro_report_plain(language, self->causes[0].times[self->months - 1]);
    const vro_report_number share = vro_report_percent(language, at_end(self, s, most), 1);
    const char *values[] = {self->names.labels[s], years.text,
                            vro_report_text(language, layers[most].text), share.text};
    if (at_end(self, s, most) > 0)
        vro_drawing_title(self->drawing, language, VRO_TEXT_CAUSES_TITLE, values, 4);
    else
        vro_drawing_title(self->drawing, language, VRO_TEXT_CAUSES_NONE, values, 2);
    vro_drawing_describe(self->drawing, language, VRO_TEXT_CAUSES_DESCRIPTION, NULL, 0);
}

static void list(figure *self) {
    const vro_language language = self->options->language;
    vro_drawing *to = self->drawing;
    vro_drawing_column(to, vro_report_text(language, VRO_TEXT_STRATEGY));
    vro_drawing_column(to, vro_report_text(language, VRO_TEXT_YEARS));
    for (size_t i = 0; i < LAYERS; i++)
        vro_drawing_column(to, vro_report_text(language, layers[i].text));
    for (size_t s = 0; s < self->names.names.count; s++)
        for (size_t month = 0; month < self->months; month++) {
            const double years = self->causes[0].times[month];
            if (!(fabs(years - round(years)) < 1e-3))
                continue;
            vro_drawing_cell(to, self->names.labels[s]);
            vro_drawing_cell(to, vro_report_plain(language, years).text);
            for (size_t i = 0; i < LAYERS; i++)
                vro_drawing_cell(to,
                                 vro_report_percent(language, layer_of(self, s, i)[month], 2).text);
        }
}

static vro_status draw(figure *self, vro_errors *errors) {
    const vro_language language = self->options->language;
    const char *names[LAYERS];
    for (size_t i = 0; i < LAYERS; i++)
        names[i] = vro_report_text(language, layers[i].text);
    const vro_picture picture = vro_drawing_picture(self->drawing, self->options, VRO_REPORT_TEXTS);
    const vro_areas areas = {
        .x = {.label = vro_report_text(language, VRO_TEXT_YEARS_AXIS),
              .high = self->causes[0].times[self->months - 1]},
        .y = {vro_report_text(language, VRO_TEXT_CAUSES_AXIS), VRO_AXIS_PERCENT, 0, 1},
        .x_count = self->months,
        .at = self->causes[0].times,
        .layer_count = LAYERS,
        .layers = names,
        .panel_count = self->names.names.count,
        .panels = self->panels};
    return vro_areas_draw(&areas, &picture, &self->drawing->svg, errors);
}

vro_status vro_causes_figure_draw(const vro_result_tables *tables,
                                  const vro_figure_options *options, vro_drawing *drawing,
                                  vro_errors *errors) {
    const char *file = FILE_NAME;
    figure self = {.options = options, .drawing = drawing};
    vro_status status = VRO_OK;
    TRY(read(&self, tables, errors));
    if (!is_whole(&self)) {
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_ROWS, &file, 1);
        goto out;
    }
    TRY(stack(&self, errors));
    say(&self);
    list(&self);
    TRY(draw(&self, errors));
out:
    free(self.panels);
    free(self.shares);
    for (size_t i = 0; i < NOTHING; i++)
        vro_incidence_rows_free(&self.causes[i]);
    vro_strategy_names_free(&self.names);
    return status;
}
