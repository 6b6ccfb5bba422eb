#include "vrosim/figure/ridge.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/row_layout.h"

#include <math.h>

static const double ROW_HEIGHT = 2.8; // in text sizes

static const vro_paint REFERENCE = {.stroke = VRO_INK, .width = 1, .dash = "4 3"};
static const vro_paint GROUND = {.stroke = VRO_INK, .width = 0.8};

static bool fill_rows(vro_row_layout *layout, vro_canvas *canvas, const vro_ridge *self) {
    if (!vro_row_layout_init(layout, canvas, self->count, ROW_HEIGHT * canvas->size))
        return false;
    for (size_t i = 0; i < self->count; i++) {
        layout->rows[i].label = self->rows[i].label;
        layout->rows[i].text = self->rows[i].text;
    }
    vro_row_layout_choose_columns(layout, canvas, NULL, self->text_heading);
    return true;
}

// Of all rows: the height of a row shows it.
static double largest_share(const vro_ridge *self) {
    vro_range range = VRO_EMPTY_RANGE;
    for (size_t i = 0; i < self->count; i++)
        vro_range_add_all(&range, self->rows[i].shares, self->bin_count);
    return range.high > 0 ? range.high : 1;
}

static void draw_histogram(vro_canvas *canvas, const vro_ridge *self, const vro_ridge_row *row,
                           const vro_layout_row *place, const vro_scale *scale) {
    vro_point *points = vro_canvas_array(canvas, 2 * self->bin_count + 3, sizeof *points);
    const double height = (place->plot_bottom - place->plot_top) / largest_share(self);
    size_t count = 0;
    if (!points)
        return;
    points[count++] = (vro_point){vro_scale_at(scale, self->edges[0]), place->plot_bottom};
    for (size_t i = 0; i < self->bin_count; i++) {
        const double share = isfinite(row->shares[i]) && row->shares[i] > 0 ? row->shares[i] : 0;
        const double y = place->plot_bottom - height * share;
        points[count++] = (vro_point){vro_scale_at(scale, self->edges[i]), y};
        points[count++] = (vro_point){vro_scale_at(scale, self->edges[i + 1]), y};
    }
    points[count++] =
        (vro_point){vro_scale_at(scale, self->edges[self->bin_count]), place->plot_bottom};
    const char *colour = vro_palette_line(row->style);
    const vro_paint paint = {.fill = colour, .opacity = 0.35, .stroke = colour, .width = 1.2};
    vro_svg_path(&canvas->body, points, count, true, &paint);
}

static void draw_row(vro_canvas *canvas, const vro_ridge *self, const vro_row_layout *layout,
                     size_t i, const vro_scale *scale) {
    const vro_layout_row *place = &layout->rows[i];
    if (self->bin_count > 0)
        draw_histogram(canvas, self, &self->rows[i], place, scale);
    vro_svg_line(&canvas->body, (vro_point){layout->plot_left, place->plot_bottom},
                 (vro_point){layout->plot_right, place->plot_bottom}, &GROUND);
}

static vro_scale scale_of(const vro_ridge *self, const vro_canvas *canvas,
                          const vro_row_layout *layout) {
    vro_range range = VRO_EMPTY_RANGE;
    if (self->bin_count > 0)
        vro_range_add_all(&range, self->edges, self->bin_count + 1);
    return vro_row_layout_scale(layout, canvas, &self->x, range);
}

static double draw(vro_canvas *canvas, const vro_ridge *self) {
    vro_row_layout layout;
    if (!fill_rows(&layout, canvas, self))
        return canvas->top;
    const vro_scale scale = scale_of(self, canvas, &layout);
    double top =
        vro_row_layout_draw_headings(&layout, canvas, canvas->top, NULL, self->text_heading);
    top += vro_axes_reference_height(canvas, &scale, self->references, self->reference_count);
    const double bottom = vro_row_layout_place(&layout, canvas, top);
    const vro_box box = {layout.plot_left, top, layout.plot_right, bottom};
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    const double end = vro_axes_draw_horizontal(canvas, box, &scale, &ticks, self->x.label, false);
    for (size_t i = 0; i < self->count; i++)
        draw_row(canvas, self, &layout, i, &scale);
    for (size_t i = 0; i < self->reference_count; i++)
        if (vro_scale_holds(&scale, self->references[i].at))
            vro_row_layout_draw_line(&layout, canvas, box,
                                     vro_scale_at(&scale, self->references[i].at), &REFERENCE);
    vro_axes_draw_reference_labels(canvas, box.top, &scale, self->references,
                                   self->reference_count);
    vro_row_layout_draw_texts(&layout, canvas);
    return end;
}

vro_status vro_ridge_draw(const vro_ridge *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
