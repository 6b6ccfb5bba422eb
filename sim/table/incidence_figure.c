#include "vrosim/table/incidence_figure.h"

#include "vrosim/figure/steps.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/incidence_rows.h"

#include <math.h>
#include <stdlib.h>

static const char FILE_NAME[] = "revision.csv";

enum { LANDMARKS_MAX = 101 }; // years in the tables below the axis and under the figure

typedef struct figure {
    const vro_figure_options *options;
    vro_drawing *drawing;
    vro_strategy_names names;
    vro_incidence_rows rows;
    vro_incidence_rows deaths;   // before later surgery
    size_t years;                // whole years, 0 among them
    size_t month[LANDMARKS_MAX]; // of rows, at each year
    double *bands;               // [2][strategies][months], lower and upper ends; owned
    double *below;               // [2][strategies][years], at risk and events; owned
    vro_line_series *series;     // [strategies]; owned
} figure;

static size_t at(const figure *self, size_t strategy, size_t month) {
    return strategy * self->rows.months + month;
}

// The incidence at the end of follow-up.
static double final_incidence(const figure *self, size_t strategy) {
    return self->rows.incidence[at(self, strategy, self->rows.months - 1)];
}

// Months that end a whole year, to the rounding of the file.
static void find_years(figure *self) {
    for (size_t month = 0; month < self->rows.months && self->years < LANDMARKS_MAX; month++) {
        const double years = self->rows.times[month];
        if (fabs(years - round(years)) < 1e-3)
            self->month[self->years++] = month;
    }
}

// Who is at risk at the end of a month: those at the start of the next, and after the last those
// who had no event in it and did not die.
static double at_risk_after(const figure *self, size_t strategy, size_t month) {
    const size_t here = at(self, strategy, month);
    if (month + 1 < self->rows.months)
        return self->rows.at_risk[here + 1];
    const double died = self->deaths.months == self->rows.months ? self->deaths.events[here] : 0;
    return self->rows.at_risk[here] - self->rows.events[here] - died;
}

static double events_until(const figure *self, size_t strategy, size_t month) {
    double events = 0;
    for (size_t i = 0; i <= month; i++)
        events += self->rows.events[at(self, strategy, i)];
    return events;
}

static vro_status prepare(figure *self, vro_errors *errors) {
    const size_t strategies = self->rows.strategies, size = strategies * self->rows.months;
    find_years(self);
    self->bands = malloc((2 * size + 1) * sizeof *self->bands);
    self->below = malloc((2 * strategies * self->years + 1) * sizeof *self->below);
    self->series = calloc(strategies + 1, sizeof *self->series);
    if (!self->bands || !self->below || !self->series)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    for (size_t i = 0; i < size; i++) {
        const double half = VRO_NORMAL_975 * self->rows.se[i];
        self->bands[i] = fmax(self->rows.incidence[i] - half, 0);
        self->bands[size + i] = fmin(self->rows.incidence[i] + half, 1);
    }
    for (size_t s = 0; s < strategies; s++) {
        const size_t from = s * self->rows.months;
        self->series[s] = (vro_line_series){.label = self->names.labels[s],
                                            .style = s,
                                            .count = self->rows.months,
                                            .x = self->rows.times + from,
                                            .y = self->rows.incidence + from,
                                            .low = self->bands + from,
                                            .high = self->bands + size + from};
        for (size_t i = 0; i < self->years; i++) {
            self->below[s * self->years + i] = at_risk_after(self, s, self->month[i]);
            self->below[(strategies + s) * self->years + i] = events_until(self, s, self->month[i]);
        }
    }
    return VRO_OK;
}

static void say(figure *self) {
    size_t least = 0, most = 0;
    for (size_t s = 1; s < self->rows.strategies; s++) {
        least = final_incidence(self, s) < final_incidence(self, least) ? s : least;
        most = final_incidence(self, s) > final_incidence(self, most) ? s : most;
    }
    const vro_language language = self->options->language;
    const vro_report_number years =
        vro_report_plain(language, self->rows.times[self->rows.months - 1]);
    const vro_report_number low = vro_report_percent(language, final_incidence(self, least), 1),
                            high = vro_report_percent(language, final_incidence(self, most), 1);
    const char *values[] = {years.text, low.text, self->names.labels[least], high.text,
                            self->names.labels[most]};
    const vro_report_text_id title = final_incidence(self, most) == 0 ? VRO_TEXT_INCIDENCE_NONE
                                     : self->rows.strategies == 1     ? VRO_TEXT_INCIDENCE_ONE
                                     : final_incidence(self, most) == final_incidence(self, least)
                                         ? VRO_TEXT_INCIDENCE_SAME
                                         : VRO_TEXT_INCIDENCE_RANGE;
    vro_drawing_title(self->drawing, language, title, values, 5);
    vro_drawing_describe(self->drawing, language, VRO_TEXT_INCIDENCE_DESCRIPTION, NULL, 0);
}

static void list(figure *self) {
    static const vro_report_text_id columns[] = {VRO_TEXT_STRATEGY,  VRO_TEXT_YEARS,
                                                 VRO_TEXT_AT_RISK,   VRO_TEXT_EVENTS,
                                                 VRO_TEXT_INCIDENCE, VRO_TEXT_STANDARD_ERROR};
    const vro_language language = self->options->language;
    vro_drawing *to = self->drawing;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        vro_drawing_column(to, vro_report_text(language, columns[i]));
    for (size_t s = 0; s < self->rows.strategies; s++)
        for (size_t i = 0; i < self->years; i++) {
            const size_t here = at(self, s, self->month[i]);
            const double *below = self->below + s * self->years + i;
            vro_drawing_cell(to, self->names.labels[s]);
            vro_drawing_cell(to, vro_report_plain(language, self->rows.times[here]).text);
            vro_drawing_cell(to, vro_report_decimals(language, *below, 0).text);
            vro_drawing_cell(
                to,
                vro_report_decimals(language, below[self->rows.strategies * self->years], 0).text);
            vro_drawing_cell(to, vro_report_percent(language, self->rows.incidence[here], 2).text);
            vro_drawing_cell(to, vro_report_percent(language, self->rows.se[here], 2).text);
        }
}

static vro_status draw(figure *self, vro_errors *errors) {
    const vro_language language = self->options->language;
    double times[LANDMARKS_MAX];
    for (size_t i = 0; i < self->years; i++)
        times[i] = self->rows.times[self->month[i]];
    const vro_picture picture =
        vro_drawing_picture(self->drawing, self->options, VRO_TEXT_INCIDENCE_NOTE);
    const vro_steps steps = {
        .x = {.label = vro_report_text(language, VRO_TEXT_YEARS_AXIS),
              .high = self->rows.times[self->rows.months - 1]},
        .y = {vro_report_text(language, VRO_TEXT_INCIDENCE_AXIS), VRO_AXIS_PERCENT, 0, 1},
        .series = self->series,
        .count = self->rows.strategies,
        .table = {.time_count = self->years,
                  .times = times,
                  .at_risk_label = vro_report_text(language, VRO_TEXT_AT_RISK),
                  .events_label = vro_report_text(language, VRO_TEXT_EVENTS),
                  .at_risk = self->below,
                  .events = self->below + self->rows.strategies * self->years}};
    self->drawing->error = VRO_SHOWS_SIMULATION;
    return vro_steps_draw(&steps, &picture, &self->drawing->svg, errors);
}

vro_status vro_incidence_figure_draw(const vro_result_tables *tables,
                                     const vro_figure_options *options, vro_drawing *drawing,
                                     vro_errors *errors) {
    const char *file = FILE_NAME;
    figure self = {.options = options, .drawing = drawing};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, FILE_NAME, errors));
    TRY(vro_incidence_rows_read(&self.rows, tables, &self.names, "any", errors));
    TRY(vro_incidence_rows_read(&self.deaths, tables, &self.names, "death", errors));
    if (self.rows.months == 0) {
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_ROWS, &file, 1);
        goto out;
    }
    TRY(prepare(&self, errors));
    say(&self);
    list(&self);
    TRY(draw(&self, errors));
out:
    free(self.series);
    free(self.below);
    free(self.bands);
    vro_incidence_rows_free(&self.deaths);
    vro_incidence_rows_free(&self.rows);
    vro_strategy_names_free(&self.names);
    return status;
}
