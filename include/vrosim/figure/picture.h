// What every picture has, whatever its form. A picture is one SVG of a given width; its height
// follows from what it holds. The form's own function draws it, such as vro_forest_draw.
//
// Rules for all forms:
// - arrays and texts are borrowed; texts are UTF-8; a text that has no room is wrapped, or cut with
//   an ellipsis and then whole in a <title>;
// - what is not finite (NAN, INFINITY) is not drawn, and widens no axis;
// - `style` is the number of a series (a strategy, say), from 0 on: its colour, dash and mark, the
//   same in all pictures (palette.h);
// - shares are of 1; an axis of kind VRO_AXIS_PERCENT shows them as per cent;
// - the bytes depend on nothing but what is given;
// - a function fails only where memory is short.
#ifndef VROSIM_FIGURE_PICTURE_H
#define VROSIM_FIGURE_PICTURE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

#include <stddef.h>

enum { VRO_PICTURE_WIDTH = 800, VRO_PICTURE_LEAST_WIDTH = 240 };

// Zeroed but for the first three members, it is the usual picture.
typedef struct vro_picture {
    const char *name;        // begins all ids: a letter, then letters, digits, '-', '_'
    const char *title;       // <title>: the finding, in a sentence
    const char *description; // <desc>: what is drawn
    const char *heading;     // drawn above; NULL: none
    const char *note;        // drawn below: the error that is shown, the source; NULL: none
    double width;            // px, at least VRO_PICTURE_LEAST_WIDTH; 0: VRO_PICTURE_WIDTH
    char decimal_mark;       // '.' or ','; 0: '.'
} vro_picture;

typedef enum vro_axis_kind { VRO_AXIS_LINEAR, VRO_AXIS_PERCENT, VRO_AXIS_LOG } vro_axis_kind;

// low and high are the ends of the axis; where they are equal, the data give them, with 0 where the
// form says so. Data beyond given ends are drawn at the end, with an arrow where a bar goes on.
typedef struct vro_axis {
    const char *label; // with the unit; NULL: none
    vro_axis_kind kind;
    double low;
    double high;
} vro_axis;

// A line across the plot at a value of an axis.
typedef struct vro_reference_line {
    double at;
    const char *label; // NULL: none
} vro_reference_line;

#endif
