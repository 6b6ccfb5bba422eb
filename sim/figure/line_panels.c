#include "vrosim/figure/line_panels.h"

#include "vrosim/figure/legend.h"
#include "vrosim/figure/panels.h"

// In text sizes.
static const double LEAST_WIDTH = 11; // of a panel
static const double MOST_WIDTH = 30;
static const double ASPECT = 0.55; // height to width

static const char *panel_label(const void *data, size_t i) {
    return ((const vro_line_plot *)data)->series[i].label;
}

// Returns the bottom.
static double draw_panel(const vro_line_plot *plot, const vro_panels *panels, vro_canvas *canvas,
                         size_t i, double top) {
    const double right = canvas->right;
    const vro_point start = vro_panels_start(panels, canvas, i, top);
    vro_line_plot one = *plot;
    one.series += i;
    one.count = 1;
    one.context = i > 0 ? plot->series : NULL;
    canvas->right = start.x + panels->width;
    const vro_box box = vro_line_plot_draw(&one, canvas, start.y,
                                           start.x + vro_line_plot_left_room(&one, canvas), NULL);
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &one.x);
    const double bottom = vro_axes_draw_horizontal(canvas, box, &one.x, &ticks, NULL, false);
    canvas->right = right;
    return bottom;
}

double vro_line_panels_draw(const vro_line_plot *plot, vro_canvas *canvas, double top,
                            const vro_axis *x, const vro_axis *y) {
    const vro_text_style usual = {0}, middle = {.anchor = VRO_ANCHOR_MIDDLE};
    vro_panels panels = {.count = plot->count, .label = panel_label, .data = plot};
    vro_panels_init(&panels, canvas, LEAST_WIDTH * canvas->size, MOST_WIDTH * canvas->size);
    vro_line_plot each = *plot;
    each.is_direct = false;
    each.height = ASPECT * panels.width;
    each.y_ticks = vro_axes_vertical_ticks(canvas, &each.y, each.height, y);
    double bottom = vro_canvas_paragraph(canvas, (vro_point){canvas->left, top}, y->label, &usual);
    for (size_t i = 0; i < panels.count; i++) {
        if (i % panels.columns == 0)
            top = bottom + 0.5 * canvas->size;
        bottom = draw_panel(&each, &panels, canvas, i, top);
    }
    bottom = vro_canvas_paragraph(
        canvas, (vro_point){canvas->width / 2, bottom + 0.2 * canvas->size}, x->label, &middle);
    const vro_key key = {.text = plot->series[0].label, .kind = VRO_KEY_REFERENCE};
    return vro_legend_draw(canvas, &key, key.text ? 1 : 0, bottom + 0.8 * canvas->size);
}
