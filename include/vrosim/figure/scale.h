// From values to px along an axis, and the ticks of an axis.
#ifndef VROSIM_FIGURE_SCALE_H
#define VROSIM_FIGURE_SCALE_H

#include "vrosim/figure/decimal_text.h"
#include "vrosim/figure/picture.h"

#include <stdbool.h>

// low < high; with VRO_AXIS_LOG both are positive.
typedef struct vro_scale {
    vro_axis_kind kind;
    double low;
    double high;
    double from; // px of low
    double to;   // px of high
} vro_scale;

// The ends of data as they are met. {INFINITY, -INFINITY} is empty.
typedef struct vro_range {
    double low;
    double high;
} vro_range;

#define VRO_EMPTY_RANGE ((vro_range){__builtin_inf(), -__builtin_inf()})

// Widens the range to hold a value, if that is finite (and not beyond 1e300).
void vro_range_add(vro_range *self, double value);
void vro_range_add_all(vro_range *self, const double *values, size_t count);

// The scale of an axis: between the axis's ends, or where these are equal between those of the
// data, widened where they are one value (0 and 1 where there are none, or only 0).
vro_scale vro_scale_of(const vro_axis *axis, vro_range data);

// The px of a value; of one beyond an end, the px of that end.
double vro_scale_at(const vro_scale *self, double value);

// Whether a value is finite and within the ends.
bool vro_scale_holds(const vro_scale *self, double value);

enum { VRO_TICKS_MAX = 32 };

typedef struct vro_tick {
    double value;
    char text[VRO_DECIMAL_TEXT_MAX];
} vro_tick;

typedef struct vro_ticks {
    size_t count;
    vro_tick at[VRO_TICKS_MAX];
} vro_ticks;

// Ticks at 1, 2 or 5 times a power of ten (on a log scale at powers of ten, with 2 and 5 times them
// where there is room), at most `most` intervals between them, 1 at least.
vro_ticks vro_scale_ticks(const vro_scale *self, int most, char decimal_mark);

// A tick at a value that is given, with four significant digits, or all before the point.
vro_tick vro_scale_tick(const vro_scale *self, double value, char decimal_mark);

// Moves the ends of a scale outward to ticks of at most `most` intervals.
void vro_scale_round_out(vro_scale *self, int most);

#endif
