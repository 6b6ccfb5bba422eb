#include "vrosim/figure/intervals.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/row_layout.h"

#include <math.h>
#include <string.h>

// In text sizes.
static const double ROW_HEIGHT = 1.5;
static const double BAND_HEIGHT = 0.95;
static const double RADIUS = 0.32;
static const double TICK = 0.26; // half the height of the ends of bars

static const char MODEL[] = "#0072b2";
static const vro_paint BAND = {.fill = MODEL, .opacity = 0.3};
static const vro_paint MIDDLE = {.stroke = MODEL, .width = 2};
static const vro_paint BAR = {.stroke = VRO_INK, .width = 1.4};

static bool begins_group(const vro_intervals *self, size_t i) {
    const char *group = self->rows[i].group, *before = i > 0 ? self->rows[i - 1].group : NULL;
    return group && (!before || strcmp(group, before) != 0);
}

// A row of the layout for each group and each row.
static bool fill_rows(vro_row_layout *layout, vro_canvas *canvas, const vro_intervals *self) {
    size_t count = self->count;
    for (size_t i = 0; i < self->count; i++)
        count += begins_group(self, i);
    if (!vro_row_layout_init(layout, canvas, count, ROW_HEIGHT * canvas->size))
        return false;
    vro_layout_row *row = layout->rows;
    for (size_t i = 0; i < self->count; i++) {
        if (begins_group(self, i))
            *row++ = (vro_layout_row){.label = self->rows[i].group, .is_heading = true};
        *row++ = (vro_layout_row){.label = self->rows[i].label, .text = self->rows[i].text};
    }
    vro_row_layout_choose_columns(layout, canvas, NULL, self->text_heading);
    return true;
}

static vro_scale scale_of(const vro_intervals *self, const vro_canvas *canvas,
                          const vro_row_layout *layout) {
    vro_range range = VRO_EMPTY_RANGE;
    if (self->x.kind != VRO_AXIS_LOG)
        vro_range_add(&range, 0);
    for (size_t i = 0; i < self->count; i++) {
        const vro_interval_row *row = &self->rows[i];
        const double values[] = {row->observed, row->observed_low, row->observed_high,
                                 row->model,    row->model_low,    row->model_high};
        vro_range_add_all(&range, values, sizeof values / sizeof *values);
    }
    return vro_row_layout_scale(layout, canvas, &self->x, range);
}

static void draw_model(vro_canvas *canvas, const vro_interval_row *row, const vro_scale *scale,
                       double y) {
    const double half = BAND_HEIGHT / 2 * canvas->size;
    if (isfinite(row->model_low) && isfinite(row->model_high)) {
        const vro_box box = {vro_scale_at(scale, row->model_low), y - half,
                             vro_scale_at(scale, row->model_high), y + half};
        vro_svg_rectangle(&canvas->body, box, &BAND);
    }
    const double x = vro_scale_at(scale, row->model);
    if (vro_scale_holds(scale, row->model))
        vro_svg_line(&canvas->body, (vro_point){x, y - half}, (vro_point){x, y + half}, &MIDDLE);
}

static void draw_observed(vro_canvas *canvas, const vro_interval_row *row, const vro_scale *scale,
                          double y) {
    if (isfinite(row->observed_low) && isfinite(row->observed_high)) {
        const vro_error_bar bar = {vro_scale_at(scale, row->observed_low),
                                   vro_scale_at(scale, row->observed_high), y, TICK * canvas->size,
                                   row->observed_low<scale->low, row->observed_high> scale->high};
        vro_marks_error_bar(&canvas->body, &bar, &BAR);
    }
    const vro_paint point = {
        .fill = row->held_out ? "#ffffff" : VRO_INK, .stroke = VRO_INK, .width = 1.4};
    if (vro_scale_holds(scale, row->observed))
        vro_svg_circle(&canvas->body, (vro_point){vro_scale_at(scale, row->observed), y},
                       RADIUS * canvas->size, &point);
}

static void draw_marks(vro_canvas *canvas, const vro_intervals *self, const vro_row_layout *layout,
                       const vro_scale *scale) {
    const vro_layout_row *place = layout->rows;
    for (size_t i = 0; i < self->count; i++) {
        place += begins_group(self, i);
        const double y = vro_row_layout_middle(place++);
        draw_model(canvas, &self->rows[i], scale, y);
        draw_observed(canvas, &self->rows[i], scale, y);
    }
}

static double draw_legend(vro_canvas *canvas, const vro_intervals *self, double top) {
    const vro_key keys[] = {
        {self->observed_label, VRO_KEY_MARK, 0, NULL, VRO_INK},
        {self->model_label, VRO_KEY_BAND, 0, NULL, MODEL},
        {self->held_out_label, VRO_KEY_HOLLOW_MARK, 0, NULL, VRO_INK},
    };
    return vro_legend_draw(canvas, keys, self->held_out_label ? 3 : 2, top + 0.7 * canvas->size);
}

static double draw(vro_canvas *canvas, const vro_intervals *self) {
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
    draw_marks(canvas, self, &layout, &scale);
    vro_row_layout_draw_texts(&layout, canvas);
    return draw_legend(canvas, self, end);
}

vro_status vro_intervals_draw(const vro_intervals *self, const vro_picture *picture,
                              vro_byte_buffer *svg, vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
