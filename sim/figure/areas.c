#include "vrosim/figure/areas.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/legend.h"
#include "vrosim/figure/palette.h"
#include "vrosim/figure/panels.h"

#include <math.h>

static const double LEAST_WIDTH = 19; // of a panel, in text sizes
static const double MOST_WIDTH = 60;
static const double ASPECT = 0.55;     // height to width
static const double LETTER_ROOM = 1.3; // in text sizes, of a layer that holds its letter

typedef struct areas_drawing {
    const vro_areas *self;
    vro_canvas *canvas;
    vro_panels panels;
    vro_scale x;
    vro_scale y;
    vro_ticks y_ticks;
    double left;       // room for ticks
    double height;     // of a panel's plot
    double *low;       // [x_count], y of the lower side of a layer
    double *high;      // [x_count]
    vro_point *points; // [2 x_count]
} areas_drawing;

static const char *panel_label(const void *data, size_t i) {
    return ((const vro_areas *)data)->panels[i].label;
}

static void choose_scales(areas_drawing *drawing) {
    const vro_areas *self = drawing->self;
    const vro_canvas *canvas = drawing->canvas;
    vro_range range = VRO_EMPTY_RANGE;
    vro_range_add_all(&range, self->at, self->x_count);
    drawing->x = vro_scale_of(&self->x, range);
    vro_axis y = self->y;
    if (y.low == y.high)
        y = (vro_axis){y.label, y.kind, 0, 1};
    drawing->y = vro_scale_of(&y, (vro_range){0, 1});
    const double height = ASPECT * drawing->panels.width, most = 26 * canvas->size;
    drawing->height = height < most ? height : most;
    drawing->y_ticks = vro_axes_vertical_ticks(canvas, &drawing->y, drawing->height, &y);
    drawing->left = vro_axes_left_room(canvas, &drawing->y_ticks);
}

static bool init(areas_drawing *drawing, vro_canvas *canvas, const vro_areas *self) {
    *drawing = (areas_drawing){
        .self = self,
        .canvas = canvas,
        .panels = {.count = self->panel_count, .label = panel_label, .data = self},
        .low = vro_canvas_array(canvas, self->x_count + 1, sizeof *drawing->low),
        .high = vro_canvas_array(canvas, self->x_count + 1, sizeof *drawing->high),
        .points = vro_canvas_array(canvas, 2 * self->x_count + 1, sizeof *drawing->points)};
    vro_panels_init(&drawing->panels, canvas, LEAST_WIDTH * canvas->size,
                    MOST_WIDTH * canvas->size);
    choose_scales(drawing);
    return drawing->low && drawing->high && drawing->points;
}

static bool is_rest(const vro_areas *self, size_t layer) {
    return !self->without_rest && layer + 1 == self->layer_count;
}

// The letter where the layer is highest, if it has room there, away from both ends.
static void draw_letter(const areas_drawing *drawing, size_t layer) {
    const vro_canvas *canvas = drawing->canvas;
    double height = LETTER_ROOM * canvas->size, x = NAN, y = 0;
    for (size_t i = 0; i < drawing->self->x_count; i++) {
        const double at = vro_scale_at(&drawing->x, drawing->self->at[i]);
        const double low = vro_scale_at(&drawing->y, drawing->low[i]);
        const double high = vro_scale_at(&drawing->y, drawing->high[i]);
        if (low - high < height || at < drawing->x.from + canvas->size ||
            at > drawing->x.to - canvas->size)
            continue;
        height = low - high;
        x = at;
        y = (low + high) / 2;
    }
    const vro_text_style style = {
        .anchor = VRO_ANCHOR_MIDDLE,
        .colour = is_rest(drawing->self, layer) ? VRO_INK : vro_palette_ink_on(layer)};
    if (isfinite(x))
        vro_canvas_text(drawing->canvas, (vro_point){x, vro_canvas_base_line(y, canvas->size)},
                        vro_legend_letter(layer), &style);
}

static void draw_layer(const areas_drawing *drawing, size_t layer, const double *shares) {
    const size_t count = drawing->self->x_count;
    for (size_t i = 0; i < count; i++) {
        const double share = isfinite(shares[i]) && shares[i] > 0 ? shares[i] : 0;
        drawing->low[i] = drawing->high[i];
        drawing->high[i] += share;
        const double x = vro_scale_at(&drawing->x, drawing->self->at[i]);
        drawing->points[i] = (vro_point){x, vro_scale_at(&drawing->y, drawing->high[i])};
        drawing->points[2 * count - 1 - i] =
            (vro_point){x, vro_scale_at(&drawing->y, drawing->low[i])};
    }
    const vro_paint paint = {.fill = is_rest(drawing->self, layer) ? VRO_SHADE
                                                                   : vro_palette_fill(layer),
                             .stroke = VRO_INK,
                             .width = 0.7};
    vro_svg_path(&drawing->canvas->body, drawing->points, 2 * count, true, &paint);
    draw_letter(drawing, layer);
}

// Returns the bottom.
static double draw_panel(areas_drawing *drawing, size_t panel, double top) {
    const vro_areas *self = drawing->self;
    vro_canvas *canvas = drawing->canvas;
    const vro_point start = vro_panels_start(&drawing->panels, canvas, panel, top);
    const vro_box box = {start.x + drawing->left, start.y + 0.8 * canvas->size,
                         start.x + drawing->panels.width - canvas->size,
                         start.y + 0.8 * canvas->size + drawing->height};
    drawing->x.from = box.left;
    drawing->x.to = box.right;
    drawing->y.from = box.bottom;
    drawing->y.to = box.top;
    vro_axes_draw_vertical(canvas, box, &drawing->y, &drawing->y_ticks);
    for (size_t i = 0; i < self->x_count; i++)
        drawing->high[i] = 0;
    for (size_t i = 0; i < self->layer_count; i++)
        draw_layer(drawing, i, self->panels[panel].shares + i * self->x_count);
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &drawing->x);
    return vro_axes_draw_horizontal(canvas, box, &drawing->x, &ticks, NULL, false);
}

static double draw_legend(vro_canvas *canvas, const vro_areas *self, double top) {
    vro_key *keys = vro_canvas_array(canvas, self->layer_count + 1, sizeof *keys);
    for (size_t i = 0; keys && i < self->layer_count; i++)
        keys[i] = (vro_key){self->layers[i], is_rest(self, i) ? VRO_KEY_BOX : VRO_KEY_AREA, i,
                            vro_legend_letter(i), VRO_SHADE};
    return keys ? vro_legend_draw(canvas, keys, self->layer_count, top) : top;
}

static double draw(vro_canvas *canvas, const vro_areas *self) {
    areas_drawing drawing;
    if (!init(&drawing, canvas, self))
        return canvas->top;
    const vro_text_style usual = {0}, middle = {.anchor = VRO_ANCHOR_MIDDLE};
    double top =
        vro_canvas_paragraph(canvas, (vro_point){canvas->left, canvas->top}, self->y.label, &usual);
    double bottom = top;
    for (size_t i = 0; i < self->panel_count; i++) {
        if (i % drawing.panels.columns == 0)
            top = bottom + 0.5 * canvas->size;
        bottom = draw_panel(&drawing, i, top);
    }
    bottom =
        vro_canvas_paragraph(canvas, (vro_point){canvas->width / 2, bottom + 0.2 * canvas->size},
                             self->x.label, &middle);
    return draw_legend(canvas, self, bottom + 0.8 * canvas->size);
}

vro_status vro_areas_draw(const vro_areas *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors) {
    vro_canvas canvas;
    vro_canvas_open(&canvas, picture);
    const double bottom = draw(&canvas, self);
    return vro_canvas_close(&canvas, bottom, svg, errors);
}
