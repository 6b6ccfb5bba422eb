#include "vrosim/figure/canvas.h"

#include "vrosim/figure/palette.h"
#include "vrosim/figure/text_metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char ELLIPSIS[] = "\u2026";
static const double LINE_SPACING = 1.3;
static const double ROUNDING = 0.01; // px that a text may be wider than it was measured

static const char FONTS[] = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif";

// Texts grow a little with the picture: 11.5 px at 320, 12.5 at 800, 13.5 at 1600.
static double text_size(double width) {
    const double size = floor(22.5 + width / 320) / 2;
    return size < 15 ? size : 15;
}

void vro_canvas_open(vro_canvas *self, const vro_picture *picture) {
    double width = picture->width > 0 ? picture->width : VRO_PICTURE_WIDTH;
    if (width < VRO_PICTURE_LEAST_WIDTH)
        width = VRO_PICTURE_LEAST_WIDTH;
    const double size = text_size(width), margin = size;
    *self = (vro_canvas){.picture = picture,
                         .width = width,
                         .size = size,
                         .line = LINE_SPACING * size,
                         .margin = margin,
                         .left = margin,
                         .right = width - margin,
                         .top = margin};
    const vro_text_style style = {.size = 1.2 * size};
    if (picture->heading && *picture->heading != '\0')
        self->top = vro_canvas_paragraph(self, (vro_point){self->left, self->top}, picture->heading,
                                         &style) +
                    size;
}

// An array and those before it.
typedef struct array_node {
    struct array_node *before;
    max_align_t elements[];
} array_node;

void *vro_canvas_array(vro_canvas *self, size_t count, size_t size) {
    array_node *node = NULL;
    if (count < (SIZE_MAX - sizeof *node) / size)
        node = calloc(1, sizeof *node + count * size);
    if (!node) {
        self->body.failed = true;
        return NULL;
    }
    node->before = self->arrays;
    self->arrays = node;
    return node->elements;
}

// <title> and <desc>, which aria-labelledby names.
static void append_named(vro_byte_buffer *svg, const vro_picture *picture, const char *element,
                         const char *text) {
    const char *const before[] = {"<", element, " id=\"", picture->name, "-", element, "\">"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        vro_svg_raw(svg, before[i]);
    vro_svg_escaped(svg, text ? text : "", text ? strlen(text) : 0);
    const char *const after[] = {"</", element, ">\n"};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        vro_svg_raw(svg, after[i]);
}

static void append_start(vro_byte_buffer *svg, const vro_canvas *self, double height) {
    const char *name = self->picture->name;
    vro_svg_raw(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    vro_svg_number(svg, "width", self->width);
    vro_svg_number(svg, "height", height);
    vro_svg_raw(svg, " viewBox=\"0 0 ");
    vro_svg_digits(svg, self->width);
    vro_svg_raw(svg, " ");
    vro_svg_digits(svg, height);
    vro_svg_raw(svg, "\" role=\"img\" aria-labelledby=\"");
    const char *const ids[] = {name, "-title ", name, "-desc\""};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        vro_svg_raw(svg, ids[i]);
    vro_svg_attribute(svg, "font-family", FONTS);
    vro_svg_raw(svg, " stroke-linejoin=\"round\">\n");
    append_named(svg, self->picture, "title", self->picture->title);
    append_named(svg, self->picture, "desc", self->picture->description);
    const vro_paint paper = {.fill = "#ffffff"};
    vro_svg_rectangle(svg, (vro_box){0, 0, self->width, height}, &paper);
}

static void free_arrays(vro_canvas *self) {
    for (array_node *node = self->arrays, *before; node; node = before) {
        before = node->before;
        free(node);
    }
}

vro_status vro_canvas_close(vro_canvas *self, double bottom, vro_byte_buffer *svg,
                            vro_errors *errors) {
    const char *note = self->picture->note;
    if (note && *note != '\0') {
        const vro_text_style style = {.size = 0.9 * self->size, .colour = VRO_QUIET};
        const vro_point at = {self->left, bottom + 0.8 * self->size};
        bottom = vro_canvas_paragraph(self, at, note, &style);
    }
    if (!self->body.failed) {
        append_start(svg, self, ceil(bottom + self->margin));
        vro_byte_buffer_append(svg, self->body.at, self->body.size);
        vro_svg_raw(svg, "</svg>\n");
    }
    const bool failed = self->body.failed || svg->failed;
    vro_byte_buffer_free(&self->body);
    free_arrays(self);
    *self = (vro_canvas){0};
    if (failed)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a picture");
    return VRO_OK;
}

// The style with what is left to the canvas, for a text at x.
static vro_text_style resolved(const vro_canvas *self, double x, const vro_text_style *style) {
    vro_text_style full = *style;
    full.size = style->size > 0 ? style->size : self->size;
    full.colour = style->colour ? style->colour : VRO_INK;
    if (style->most > 0)
        return full;
    const double before = x - self->left, after = self->right - x;
    const double least = before < after ? before : after;
    full.most = style->anchor == VRO_ANCHOR_START ? after
                : style->anchor == VRO_ANCHOR_END ? before
                                                  : 2 * least;
    return full;
}

// The first `bytes` of text if they fit, or fewer and an ellipsis.
static void draw_line(vro_canvas *self, vro_point at, const char *text, size_t bytes,
                      const vro_text_style *style) {
    const vro_svg_text_style set = {style->size, style->anchor, style->colour,
                                    vro_text_metrics_is_right_to_left(text)};
    const char *more = "";
    if (vro_text_metrics_width(text, bytes, style->size) > style->most + ROUNDING) {
        const double dots = vro_text_metrics_width(ELLIPSIS, sizeof ELLIPSIS, style->size);
        bytes = vro_text_metrics_fit(text, style->size, style->most - dots);
        more = ELLIPSIS;
    }
    vro_svg_text(&self->body, at, text, bytes, more, &set);
}

void vro_canvas_text(vro_canvas *self, vro_point at, const char *text,
                     const vro_text_style *style) {
    const vro_text_style full = resolved(self, at.x, style);
    if (text && *text != '\0')
        draw_line(self, at, text, strlen(text), &full);
}

double vro_canvas_paragraph(vro_canvas *self, vro_point at, const char *text,
                            const vro_text_style *style) {
    const vro_text_style full = resolved(self, at.x, style);
    const double line = LINE_SPACING * full.size;
    if (!text)
        return at.y;
    for (size_t lines = 1; *text != '\0'; lines++) {
        const vro_point base = {at.x, vro_canvas_base_line(at.y + line / 2, full.size)};
        at.y += line;
        if (lines == style->most_lines) {
            draw_line(self, base, text, strlen(text), &full);
            break;
        }
        const size_t bytes = vro_text_metrics_line(text, full.size, full.most);
        draw_line(self, base, text, bytes, &full);
        text += bytes;
        text += strspn(text, " ");
    }
    return at.y;
}

double vro_canvas_text_width(const vro_canvas *self, const char *text,
                             const vro_text_style *style) {
    const double size = style->size > 0 ? style->size : self->size;
    return text ? vro_text_metrics_width(text, strlen(text), size) : 0;
}

double vro_canvas_paragraph_height(const vro_canvas *self, const char *text,
                                   const vro_text_style *style) {
    const double size = style->size > 0 ? style->size : self->size;
    const double width = style->most > 0 ? style->most : self->right - self->left;
    size_t lines = text ? vro_text_metrics_lines(text, size, width) : 0;
    if (style->most_lines > 0 && lines > style->most_lines)
        lines = style->most_lines;
    return (double)lines * LINE_SPACING * size;
}

// The middle of a line of letters is that of its capitals, 0.72 of the size high.
double vro_canvas_base_line(double y, double size) {
    return y + 0.36 * size;
}
