#include "vrosim/figure/colour_bar.h"

#include "vrosim/figure/axes.h"
#include "vrosim/figure/palette.h"

enum { STOPS = 10 };

static const double WIDTH = 26; // in text sizes, at most
static const double HEIGHT = 0.9;

// Defines the colours from left to right, under an id of this picture.
static void define(vro_canvas *canvas) {
    vro_byte_buffer *svg = &canvas->body;
    vro_svg_raw(svg, "<linearGradient id=\"");
    vro_svg_raw(svg, canvas->picture->name);
    vro_svg_raw(svg, "-viridis\">");
    for (int i = 0; i <= STOPS; i++) {
        char colour[8];
        vro_palette_viridis(colour, (double)i / STOPS);
        vro_svg_raw(svg, "<stop");
        vro_svg_number(svg, "offset", (double)i / STOPS);
        vro_svg_attribute(svg, "stop-color", colour);
        vro_svg_raw(svg, "/>");
    }
    vro_svg_raw(svg, "</linearGradient>\n");
}

static void draw_bar(vro_canvas *canvas, vro_box box) {
    vro_byte_buffer *svg = &canvas->body;
    vro_svg_raw(svg, "<rect");
    vro_svg_number(svg, "x", box.left);
    vro_svg_number(svg, "y", box.top);
    vro_svg_number(svg, "width", box.right - box.left);
    vro_svg_number(svg, "height", box.bottom - box.top);
    vro_svg_raw(svg, " fill=\"url(#");
    vro_svg_raw(svg, canvas->picture->name);
    vro_svg_raw(svg, "-viridis)\"/>\n");
}

double vro_colour_bar_draw(vro_canvas *canvas, const vro_scale *values, const char *label,
                           double top) {
    const vro_text_style style = {0};
    top = vro_canvas_paragraph(canvas, (vro_point){canvas->left, top}, label, &style);
    const double room = canvas->right - canvas->left - canvas->size, most = WIDTH * canvas->size;
    const vro_box box = {canvas->left + canvas->size / 2, top + 0.3 * canvas->size,
                         canvas->left + canvas->size / 2 + (room < most ? room : most),
                         top + (0.3 + HEIGHT) * canvas->size};
    vro_scale scale = *values;
    scale.from = box.left;
    scale.to = box.right;
    define(canvas);
    draw_bar(canvas, box);
    const vro_ticks ticks = vro_axes_horizontal_ticks(canvas, &scale);
    return vro_axes_draw_horizontal(canvas, box, &scale, &ticks, NULL, false);
}
