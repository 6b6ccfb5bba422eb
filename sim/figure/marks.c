#include "vrosim/figure/marks.h"

#include "vrosim/figure/palette.h"

#include <math.h>

// Corners of marks about 0, for a radius of 1. A count of 0 is a circle.
typedef struct mark_shape {
    size_t count;
    vro_point corners[12];
} mark_shape;

static const mark_shape SHAPES[] = {
    {0, {{0, 0}}},
    {4, {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}},
    {3, {{0, -1.3}, {1.2, 0.8}, {-1.2, 0.8}}},
    {4, {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}},
    {3, {{0, 1.3}, {1.2, -0.8}, {-1.2, -0.8}}},
    {12,
     {{-0.4, -1.2},
      {0.4, -1.2},
      {0.4, -0.4},
      {1.2, -0.4},
      {1.2, 0.4},
      {0.4, 0.4},
      {0.4, 1.2},
      {-0.4, 1.2},
      {-0.4, 0.4},
      {-1.2, 0.4},
      {-1.2, -0.4},
      {-0.4, -0.4}}},
};

void vro_marks_draw(vro_byte_buffer *svg, size_t kind, vro_point at, double radius,
                    const vro_paint *paint) {
    const mark_shape *shape = &SHAPES[kind % (sizeof SHAPES / sizeof *SHAPES)];
    if (shape->count == 0) {
        vro_svg_circle(svg, at, radius, paint);
        return;
    }
    vro_point corners[12];
    for (size_t i = 0; i < shape->count; i++)
        corners[i] =
            (vro_point){at.x + radius * shape->corners[i].x, at.y + radius * shape->corners[i].y};
    vro_svg_path(svg, corners, shape->count, true, paint);
}

typedef struct icon_look {
    size_t mark;
    const char *fill;
} icon_look;

static const icon_look ICONS[VRO_ICON_KINDS] = {
    {0, "#ffffff"}, {1, "#0072b2"}, {2, "#d55e00"}, {3, "#f0e442"},
    {4, "#009e73"}, {5, "#000000"}, {0, "#cc79a7"}, {1, "#ffffff"},
};

void vro_marks_draw_icon(vro_byte_buffer *svg, size_t kind, vro_point at, double radius) {
    const icon_look *look = &ICONS[kind % VRO_ICON_KINDS];
    const vro_paint paint = {
        .fill = look->fill, .stroke = kind == 0 ? "#8a8a8a" : VRO_INK, .width = 0.8};
    vro_marks_draw(svg, look->mark, at, radius, &paint);
}

// A tick across the end at x, or an arrow whose tip is there; `inward` is the sign of the way back.
static void draw_end(vro_byte_buffer *svg, double x, double inward, const vro_error_bar *bar,
                     const vro_paint *paint) {
    const bool goes_on = inward > 0 ? bar->from_goes_on : bar->to_goes_on;
    const double back = goes_on ? x + inward * 1.5 * bar->tick : x;
    const vro_point points[] = {
        {back, bar->y - bar->tick}, {x, bar->y}, {back, bar->y + bar->tick}};
    vro_svg_path(svg, points, 3, false, paint);
}

void vro_marks_error_bar(vro_byte_buffer *svg, const vro_error_bar *bar, const vro_paint *paint) {
    if (!isfinite(bar->from) || !isfinite(bar->to))
        return;
    vro_svg_line(svg, (vro_point){bar->from, bar->y}, (vro_point){bar->to, bar->y}, paint);
    draw_end(svg, bar->from, 1, bar, paint);
    draw_end(svg, bar->to, -1, bar, paint);
}
