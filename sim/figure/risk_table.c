#include "vrosim/figure/risk_table.h"

#include "vrosim/figure/palette.h"

#include <math.h>

static const double GAP = 0.9;          // between numbers and from labels to numbers, in text sizes
static const double LABEL_SHARE = 0.22; // of the width, at most
static const double SIZE = 0.92;        // of the text
static const double KEY = 2;            // length of a line before a name

static double larger(double a, double b) {
    return a > b ? a : b;
}

static vro_text_style number_style(const vro_canvas *canvas) {
    return (vro_text_style){
        .size = SIZE * canvas->size, .anchor = VRO_ANCHOR_MIDDLE, .most = canvas->width};
}

// A count, "" for one that is not finite.
static void print_count(char text[VRO_DECIMAL_TEXT_MAX], double count, char mark) {
    const vro_decimal_style style = {.mark = mark ? mark : '.'};
    text[0] = '\0';
    if (isfinite(count) && fabs(count) < 1e15)
        vro_decimal_text_print_exact(text, (int64_t)floor(count + 0.5), 0, &style);
}

static double widest(const vro_canvas *canvas, const double *counts, size_t count) {
    const vro_text_style style = number_style(canvas);
    char text[VRO_DECIMAL_TEXT_MAX];
    double most = 0;
    for (size_t i = 0; counts && i < count; i++) {
        print_count(text, counts[i], canvas->picture->decimal_mark);
        most = larger(most, vro_canvas_text_width(canvas, text, &style));
    }
    return most;
}

vro_risk_layout vro_risk_table_measure(const vro_canvas *canvas, const vro_risk_table *table,
                                       const vro_line_series *series, size_t count) {
    const vro_text_style style = number_style(canvas);
    const double label = larger(vro_canvas_text_width(canvas, table->at_risk_label, &style),
                                vro_canvas_text_width(canvas, table->events_label, &style));
    const double most = LABEL_SHARE * canvas->width;
    const size_t numbers = count * table->time_count;
    return (vro_risk_layout){
        table, series, count, label < most ? label : most,
        larger(widest(canvas, table->at_risk, numbers), widest(canvas, table->events, numbers))};
}

double vro_risk_table_left_room(const vro_risk_layout *self, const vro_canvas *canvas) {
    return self->label_width + GAP * canvas->size + self->number_width / 2;
}

// Whether every `stride`th time within the scale has room for its numbers.
static bool has_room(const vro_risk_layout *self, const vro_canvas *canvas, const vro_scale *x,
                     size_t stride) {
    double taken = -INFINITY;
    for (size_t i = 0; i < self->table->time_count; i += stride) {
        if (!vro_scale_holds(x, self->table->times[i]))
            continue;
        const double at = vro_scale_at(x, self->table->times[i]);
        if (at - self->number_width < taken)
            return false;
        taken = at + GAP * canvas->size;
    }
    return true;
}

static size_t stride_of(const vro_risk_layout *self, const vro_canvas *canvas, const vro_scale *x) {
    size_t stride = (self->table->time_count + VRO_TICKS_MAX - 1) / VRO_TICKS_MAX;
    stride = stride > 0 ? stride : 1;
    while (stride < self->table->time_count && !has_room(self, canvas, x, stride))
        stride++;
    return stride;
}

vro_ticks vro_risk_table_times(const vro_risk_layout *self, const vro_canvas *canvas,
                               const vro_scale *x) {
    vro_ticks ticks = {0};
    const size_t stride = stride_of(self, canvas, x);
    for (size_t i = 0; i < self->table->time_count; i += stride)
        if (vro_scale_holds(x, self->table->times[i]))
            ticks.at[ticks.count++] =
                vro_scale_tick(x, self->table->times[i], canvas->picture->decimal_mark);
    return ticks;
}

static double draw_name(vro_canvas *canvas, const vro_line_series *series, double top) {
    const double key = KEY * canvas->size, middle = top + SIZE * canvas->line / 2;
    const vro_paint line = {.stroke = vro_palette_line(series->style),
                            .width = 2,
                            .dash = vro_palette_dash(series->style)};
    vro_svg_line(&canvas->body, (vro_point){canvas->left, middle},
                 (vro_point){canvas->left + key, middle}, &line);
    const vro_text_style style = {.size = SIZE * canvas->size, .most_lines = 2};
    const vro_point at = {canvas->left + key + GAP * canvas->size / 2, top};
    return vro_canvas_paragraph(canvas, at, series->label, &style);
}

// A row of counts: [time_count].
static double draw_counts(const vro_risk_layout *self, vro_canvas *canvas, const vro_scale *x,
                          const double *counts, const char *label, double top) {
    const double size = SIZE * canvas->size, line = SIZE * canvas->line;
    const double base = vro_canvas_base_line(top + line / 2, size);
    const vro_text_style left = {.size = size, .colour = VRO_QUIET, .most = self->label_width};
    const vro_text_style number = number_style(canvas);
    const size_t stride = stride_of(self, canvas, x);
    vro_canvas_text(canvas, (vro_point){canvas->left, base}, label, &left);
    for (size_t i = 0; i < self->table->time_count; i += stride) {
        char text[VRO_DECIMAL_TEXT_MAX];
        print_count(text, counts[i], canvas->picture->decimal_mark);
        if (vro_scale_holds(x, self->table->times[i]))
            vro_canvas_text(canvas, (vro_point){vro_scale_at(x, self->table->times[i]), base}, text,
                            &number);
    }
    return top + line;
}

double vro_risk_table_draw(const vro_risk_layout *self, vro_canvas *canvas, const vro_scale *x,
                           double top) {
    const vro_risk_table *table = self->table;
    for (size_t i = 0; i < self->count; i++) {
        top = draw_name(canvas, &self->series[i], top + 0.4 * canvas->size);
        const size_t row = i * table->time_count;
        if (table->at_risk)
            top = draw_counts(self, canvas, x, table->at_risk + row, table->at_risk_label, top);
        if (table->events)
            top = draw_counts(self, canvas, x, table->events + row, table->events_label, top);
    }
    return top;
}
