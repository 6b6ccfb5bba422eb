// Elements of an SVG, appended to a buffer with their attributes in a fixed order. Numbers have at
// most two decimals. Texts are escaped; what XML cannot hold becomes U+FFFD.
#ifndef VROSIM_FIGURE_SVG_H
#define VROSIM_FIGURE_SVG_H

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_point {
    double x;
    double y;
} vro_point;

typedef struct vro_box {
    double left;
    double top;
    double right;
    double bottom;
} vro_box;

// Members that are 0 are not written.
typedef struct vro_paint {
    const char *fill; // NULL: "none"
    double opacity;   // of the fill; 0: opaque
    const char *stroke;
    double width;
    const char *dash; // stroke-dasharray
} vro_paint;

typedef enum vro_anchor { VRO_ANCHOR_START, VRO_ANCHOR_MIDDLE, VRO_ANCHOR_END } vro_anchor;

typedef struct vro_svg_text_style {
    double size;
    vro_anchor anchor; // the side of the text where its point is, whatever its direction
    const char *colour;
    bool right_to_left;
} vro_svg_text_style;

// The pieces that elements are made of: "<name", " name="..."" and closings.
void vro_svg_raw(vro_byte_buffer *self, const char *text);
void vro_svg_escaped(vro_byte_buffer *self, const char *text, size_t bytes);
void vro_svg_digits(vro_byte_buffer *self, double value);
void vro_svg_number(vro_byte_buffer *self, const char *attribute, double value);
void vro_svg_attribute(vro_byte_buffer *self, const char *attribute, const char *text);

void vro_svg_line(vro_byte_buffer *self, vro_point from, vro_point to, const vro_paint *paint);
void vro_svg_rectangle(vro_byte_buffer *self, vro_box box, const vro_paint *paint);
void vro_svg_circle(vro_byte_buffer *self, vro_point centre, double radius, const vro_paint *paint);

// A line through points, closed if so said. Nothing is drawn of fewer than two points.
void vro_svg_path(vro_byte_buffer *self, const vro_point *points, size_t count, bool closed,
                  const vro_paint *paint);

// Small discs of one colour, which do not add up where they cover each other.
void vro_svg_dots(vro_byte_buffer *self, const vro_point *points, size_t count, double diameter,
                  const char *colour);

// The first `bytes` of text, then `more` ("" or an ellipsis); with a <title> that holds all of text
// where more is not empty. at is the base line's end that the anchor names.
void vro_svg_text(vro_byte_buffer *self, vro_point at, const char *text, size_t bytes,
                  const char *more, const vro_svg_text_style *style);

#endif
