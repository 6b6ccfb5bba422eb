#include "vrosim/figure/forest.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/marks.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/row_layout.h"

#include <math.h>

static const double ROW_HEIGHT = 1.5; // of a row's marks, in text sizes
static const double RADIUS = 0.34;    // of a point
static const double TICK = 0.28;      // half the height of a bar's ends

static const vro_paint ZERO = {.stroke = VRO_INK, .width = 1};

static bool fill_rows(vro_row_layout *layout, vro_canvas *canvas, const vro_forest *self) {
    if (!vro_row_layout_init(layout, canvas, self->count, ROW_HEIGHT * canvas->size))
        return false;
    for (size_t i = 0; i < self->count; i++) {
        layout->rows[i].label = self->rows[i].label;
        layout->rows[i].text = self->rows[i].text;
        layout->rows[i].is_heading = !isfinite(self->rows[i].value);
    }
    vro_row_layout_choose_columns(layout, canvas, self->label_heading, self->text_heading);
    return true;
}

static vro_scale scale_of(const vro_forest *self, const vro_canvas *canvas,
                          const vro_row_layout *layout) {
    vro_range range = VRO_EMPTY_RANGE;
    vro_range_add(&range, self->zero);
    for (size_t i = 0; i < self->count; i++) {
        vro_range_add(&range, self->rows[i].value);
        vro_range_add(&range, self->rows[i].low);
        vro_range_add(&range, self->rows[i].high);
    }
    return vro_row_layout_scale(layout, canvas, &self->x, range);
}

// The words at both ends of the plot, with arrows outward. Returns the bottom.
static double draw_words(vro_canvas *canvas, const vro_forest *self, const vro_row_layout *layout,
                         double top) {
    const double arrow = 1.4 * canvas->size;
    const double half = (layout->plot_right - layout->plot_left) / 2 - arrow - canvas->size / 2;
    const vro_text_style at_left = {.most = half, .most_lines = 2, .colour = VRO_QUIET};
    vro_text_style at_right = at_left;
    at_right.anchor = VRO_ANCHOR_END;
    const double left = layout->plot_left, right = layout->plot_right;
    const double base = vro_canvas_base_line(top + canvas->line / 2, canvas->size);
    if (self->left_words)
        vro_canvas_text(canvas, (vro_point){left, base}, "\u2190", &at_left);
    if (self->right_words)
        vro_canvas_text(canvas, (vro_point){right, base}, "\u2192", &at_right);
    const double a =
        vro_canvas_paragraph(canvas, (vro_point){left + arrow, top}, self->left_words, &at_left);
    const double b =
        vro_canvas_paragraph(canvas, (vro_point){right - arrow, top}, self->right_words, &at_right);
    return a > b ? a : b;
}

static void draw_row(vro_canvas *canvas, const vro_forest_row *row, const vro_scale *scale,
                     double y) {
    if (!isfinite(row->value))
        return;
    const char *colour = vro_palette_line(row->style);
    const vro_paint line = {.stroke = colour, .width = 1.6};
    const vro_paint point = {.fill = colour, .stroke = colour, .width = 1};
    if (isfinite(row->low) && isfinite(row->high)) {
        const vro_error_bar bar = {vro_scale_at(scale, row->low), vro_scale_at(scale, row->high), y,
                                   TICK * canvas->size,
                                   row->low<scale->low, row->high> scale->high};
        vro_marks_error_bar(&canvas->body, &bar, &line);
    }
    if (vro_scale_holds(scale, row->value))
        vro_marks_draw(&canvas->body, vro_palette_mark(row->style),
                       (vro_point){vro_scale_at(scale, row->value), y}, RADIUS * canvas->size,
                       &point);
}

static double draw(vro_canvas *canvas, const vro_forest *self) {
    vro_row_layout layout;
    if (!fill_rows(&layout, canvas, self))
        return canvas->top;
    const vro_scale scale = scale_of(self, canvas, &layout);
    double top = vro_row_layout_draw_headings(&layout, canvas, canvas->top, self->label_heading,
                                              self->text_heading);
    // Beside the headings there is room for the words over the plot.
    const double words = draw_words(canvas, self, &layout, layout.stacked ? top : canvas->top);
    top = (words > top ? words : top) + 0.3 * canvas->size;
    const double bottom = vro_row_layout_place(&layout, canvas, top);
    const vro_box box = {layout.plot_left, top, layout.plot_right, bottom};
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    vro_row_layout_draw_grid(&layout, canvas, box, &scale, &ticks);
    const double end = vro_axes_draw_horizontal(canvas, box, &scale, &ticks, self->x.label, false);
    vro_row_layout_draw_line(&layout, canvas, box, vro_scale_at(&scale, self->zero), &ZERO);
    for (size_t i = 0; i < self->count; i++)
        draw_row(canvas, &self->rows[i], &scale, vro_row_layout_middle(&layout.rows[i]));
    vro_row_layout_draw_texts(&layout, canvas);
    return end;
}

vro_status vro_forest_draw(const vro_forest *self, const vro_picture *picture, vro_byte_buffer *svg,
                           vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
