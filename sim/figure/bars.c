#include "vrosim/figure/bars.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/row_layout.h"

#include <math.h>

static const double ROW_HEIGHT = 1.5; // in text sizes
static const double BAR_HEIGHT = 1;
static const double TICK = 0.28; // half the height of the ends of error bars

static const vro_paint BAR = {.fill = "#56b4e9", .stroke = VRO_INK, .width = 0.8};
static const vro_paint ERROR = {.stroke = VRO_INK, .width = 1.4};
static const vro_paint ZERO = {.stroke = VRO_INK, .width = 1};

static bool fill_rows(vro_row_layout *layout, vro_canvas *canvas, const vro_bars *self) {
    if (!vro_row_layout_init(layout, canvas, self->count, ROW_HEIGHT * canvas->size))
        return false;
    for (size_t i = 0; i < self->count; i++) {
        layout->rows[i].label = self->rows[i].label;
        layout->rows[i].text = self->rows[i].text;
    }
    vro_row_layout_choose_columns(layout, canvas, NULL, self->text_heading);
    return true;
}

static vro_scale scale_of(const vro_bars *self, const vro_canvas *canvas,
                          const vro_row_layout *layout) {
    vro_range range = VRO_EMPTY_RANGE;
    vro_range_add(&range, 0);
    for (size_t i = 0; i < self->count; i++) {
        vro_range_add(&range, self->rows[i].value);
        vro_range_add(&range, self->rows[i].low);
        vro_range_add(&range, self->rows[i].high);
    }
    return vro_row_layout_scale(layout, canvas, &self->x, range);
}

static void draw_row(vro_canvas *canvas, const vro_bars_row *row, const vro_scale *scale,
                     double y) {
    const double half = BAR_HEIGHT / 2 * canvas->size;
    const double zero = vro_scale_at(scale, 0);
    if (isfinite(row->value)) {
        const double end = vro_scale_at(scale, row->value);
        const vro_box box = {end < zero ? end : zero, y - half, end < zero ? zero : end, y + half};
        vro_svg_rectangle(&canvas->body, box, &BAR);
    }
    if (!isfinite(row->low) || !isfinite(row->high))
        return;
    const vro_error_bar bar = {vro_scale_at(scale, row->low), vro_scale_at(scale, row->high), y,
                               TICK * canvas->size, row->low<scale->low, row->high> scale->high};
    vro_marks_error_bar(&canvas->body, &bar, &ERROR);
}

// A scale of other units along the same px, below top. Returns the bottom.
static double draw_second_axis(vro_canvas *canvas, const vro_bars *self, const vro_scale *first,
                               double top) {
    if (!self->second_label || !(self->second_factor > 0))
        return top;
    vro_scale scale = *first;
    scale.kind = VRO_AXIS_LINEAR;
    scale.low *= self->second_factor;
    scale.high *= self->second_factor;
    const double y = top + 0.7 * canvas->size;
    const vro_box box = {scale.from, y, scale.to, y};
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    return vro_axes_draw_horizontal(canvas, box, &scale, &ticks, self->second_label, false);
}

static double draw(vro_canvas *canvas, const vro_bars *self) {
    vro_row_layout layout;
    if (!fill_rows(&layout, canvas, self))
        return canvas->top;
    const vro_scale scale = scale_of(self, canvas, &layout);
    const double top =
        vro_row_layout_draw_headings(&layout, canvas, canvas->top, NULL, self->text_heading);
    const double bottom = vro_row_layout_place(&layout, canvas, top);
    const vro_box box = {layout.plot_left, top, layout.plot_right, bottom};
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    vro_row_layout_draw_grid(&layout, canvas, box, &scale, &ticks);
    const double end = vro_axes_draw_horizontal(canvas, box, &scale, &ticks, self->x.label, false);
    for (size_t i = 0; i < self->count; i++)
        draw_row(canvas, &self->rows[i], &scale, vro_row_layout_middle(&layout.rows[i]));
    vro_row_layout_draw_line(&layout, canvas, box, vro_scale_at(&scale, 0), &ZERO);
    vro_row_layout_draw_texts(&layout, canvas);
    return draw_second_axis(canvas, self, &scale, end);
}

vro_status vro_bars_draw(const vro_bars *self, const vro_picture *picture, vro_byte_buffer *svg,
                         vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
