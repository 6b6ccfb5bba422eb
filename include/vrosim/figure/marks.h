// Marks of points, told apart by shape: circle, square, triangle, diamond, triangle on its tip,
// cross.
#ifndef VROSIM_FIGURE_MARKS_H
#define VROSIM_FIGURE_MARKS_H

#include "vrosim/figure/svg.h"

#include <stdbool.h>

// A mark of about the area of a circle of that radius. kind is that of vro_palette_mark.
void vro_marks_draw(vro_byte_buffer *svg, size_t kind, vro_point at, double radius,
                    const vro_paint *paint);

// An icon of a kind: its own shape and colour, dark edged; kind 0 is an empty circle.
enum { VRO_ICON_KINDS = 8 };
void vro_marks_draw_icon(vro_byte_buffer *svg, size_t kind, vro_point at, double radius);

// A bar of error with ticks of a height at its ends; not drawn where an end is not finite. The ends
// are px; arrows stand in place of ticks where the bar goes on.
typedef struct vro_error_bar {
    double from;
    double to;
    double y;
    double tick; // half the height of the ticks
    bool from_goes_on;
    bool to_goes_on;
} vro_error_bar;

void vro_marks_error_bar(vro_byte_buffer *svg, const vro_error_bar *bar, const vro_paint *paint);

#endif
