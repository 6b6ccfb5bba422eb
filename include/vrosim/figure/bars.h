// Horizontal bars from 0 with an error bar on each, such as the value of partial information by
// group of parameters.
#ifndef VROSIM_FIGURE_BARS_H
#define VROSIM_FIGURE_BARS_H

#include "vrosim/figure/picture.h"

typedef struct vro_bars_row {
    const char *label;
    double value;
    double low; // ends of the error bar; not finite: none
    double high;
    const char *text; // at the right; NULL: none
} vro_bars_row;

typedef struct vro_bars {
    vro_axis x; // from the data with 0
    const char
        *second_label;    // of a second scale below the first, such as per population; NULL: none
    double second_factor; // its values are those of the first times this
    const char *text_heading; // over the texts; NULL: none
    const vro_bars_row *rows;
    size_t count;
} vro_bars;

vro_status vro_bars_draw(const vro_bars *self, const vro_picture *picture, vro_byte_buffer *svg,
                         vro_errors *errors);

#endif
