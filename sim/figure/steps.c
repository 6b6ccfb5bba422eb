#include "vrosim/figure/steps.h"

#include "vrosim/figure/line_panels.h"

static double larger(double a, double b) {
    return a > b ? a : b;
}

static bool has_numbers(const vro_steps *self) {
    return self->table.time_count > 0 && self->count > 0;
}

// The table below panels, under a time axis of its own.
static double draw_table(vro_canvas *canvas, const vro_steps *self, vro_scale x, double top) {
    const vro_risk_layout table =
        vro_risk_table_measure(canvas, &self->table, self->series, self->count);
    x.from = canvas->left + vro_risk_table_left_room(&table, canvas);
    x.to = canvas->right - table.number_width / 2;
    const double line = top + canvas->size;
    const vro_ticks ticks = vro_risk_table_times(&table, canvas, &x);
    const double bottom = vro_axes_draw_horizontal(canvas, (vro_box){x.from, line, x.to, line}, &x,
                                                   &ticks, self->x.label, false);
    return vro_risk_table_draw(&table, canvas, &x, bottom);
}

static double draw_panels(vro_canvas *canvas, const vro_steps *self, const vro_line_plot *plot) {
    const double bottom = vro_line_panels_draw(plot, canvas, canvas->top, &self->x, &self->y);
    return has_numbers(self) ? draw_table(canvas, self, plot->x, bottom) : bottom;
}

// The names of the rows of a table are a legend already.
static double draw(vro_canvas *canvas, const vro_steps *self) {
    vro_line_plot plot = {.series = self->series, .count = self->count, .is_stepped = true};
    vro_line_plot_init(&plot, canvas, &self->x, &self->y, 1);
    if (self->count >= VRO_LINE_PANELS_FROM)
        return draw_panels(canvas, self, &plot);
    const bool has_table = has_numbers(self);
    const vro_risk_layout table =
        vro_risk_table_measure(canvas, &self->table, self->series, self->count);
    double left = vro_line_plot_left_room(&plot, canvas);
    if (has_table) {
        left = larger(left, vro_risk_table_left_room(&table, canvas));
        plot.least_right = table.number_width / 2;
    }
    const vro_box box =
        vro_line_plot_draw(&plot, canvas, canvas->top, canvas->left + left, self->y.label);
    const vro_ticks ticks = has_table ? vro_risk_table_times(&table, canvas, &plot.x)
                                      : vro_axes_horizontal_ticks(canvas, &plot.x);
    const double bottom =
        vro_axes_draw_horizontal(canvas, box, &plot.x, &ticks, self->x.label, false);
    return has_table ? vro_risk_table_draw(&table, canvas, &plot.x, bottom)
                     : vro_line_plot_draw_legend(&plot, canvas, bottom);
}

vro_status vro_steps_draw(const vro_steps *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
