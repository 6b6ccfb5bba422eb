#include "vrosim/figure/lines.h"

#include "vrosim/figure/line_plot.h"

static const double BELOW_SHARE = 0.5; // of the usual height

static vro_line_plot plot_of(const vro_line_panel *panel, const vro_canvas *canvas,
                             const vro_axis *x, double share) {
    vro_line_plot plot = {
        .series = panel->series, .count = panel->count, .overlay = panel->overlay};
    vro_line_plot_init(&plot, canvas, x, &panel->y, share);
    return plot;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

// Draws a panel with its x axis, whose label only the last panel has. Returns the bottom.
static double draw_panel(vro_canvas *canvas, const vro_lines *self, vro_line_plot *plot,
                         vro_point at, bool is_last) {
    const bool is_main = plot->series == self->main.series;
    const vro_line_panel *panel = is_main ? &self->main : &self->below;
    plot->x.from = at.x;
    plot->x.to = canvas->right - vro_line_plot_right_room(plot, canvas);
    const size_t references = is_main ? self->reference_count : 0;
    plot->above = vro_axes_reference_height(canvas, &plot->x, self->references, references);
    const vro_box box = vro_line_plot_draw(plot, canvas, at.y, at.x, panel->y.label);
    vro_axes_draw_references(canvas, box, &plot->x, self->references, references);
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &plot->x);
    const double bottom = vro_axes_draw_horizontal(canvas, box, &plot->x, &ticks,
                                                   is_last ? self->x.label : NULL, false);
    return vro_line_plot_draw_legend(plot, canvas, bottom);
}

static double draw(vro_canvas *canvas, const vro_lines *self) {
    vro_line_plot main = plot_of(&self->main, canvas, &self->x, 1);
    const bool has_below = self->below.count > 0;
    vro_axis x = self->x;
    if (has_below && x.low == x.high) {
        x.low = main.x.low;
        x.high = main.x.high;
    }
    vro_line_plot below = plot_of(&self->below, canvas, &x, BELOW_SHARE);
    double left = vro_line_plot_left_room(&main, canvas);
    if (has_below) {
        left = larger(left, vro_line_plot_left_room(&below, canvas));
        main.is_direct = below.is_direct = main.is_direct && below.is_direct;
        main.label_width = below.label_width = larger(main.label_width, below.label_width);
    }
    vro_point at = {canvas->left + left, canvas->top};
    at.y = draw_panel(canvas, self, &main, at, !has_below);
    if (!has_below)
        return at.y;
    at.y += canvas->line;
    return draw_panel(canvas, self, &below, at, true);
}

vro_status vro_lines_draw(const vro_lines *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
