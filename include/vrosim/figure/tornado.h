// A tornado: in each row two bars from the base value, to the result at the low and at the high end
// of a parameter, told apart by shade and by a letter, with an error tick at each end.
#ifndef VROSIM_FIGURE_TORNADO_H
#define VROSIM_FIGURE_TORNADO_H

#include "vrosim/figure/picture.h"

typedef struct vro_tornado_end {
    double value;     // of the result; not finite: no bar
    double error;     // half the length of its error bar; 0: none
    const char *text; // the parameter's value there; NULL: none
} vro_tornado_end;

typedef struct vro_tornado_row {
    const char *label;
    vro_tornado_end low;
    vro_tornado_end high;
} vro_tornado_row;

typedef struct vro_tornado {
    vro_axis x; // from the data and the base
    double base;
    const char *base_label; // NULL: none
    const char *low_letter; // a letter on the bars of the low end, such as "L"
    const char *high_letter;
    const char *low_label; // in the legend: "parameter at its low end"
    const char *high_label;
    const char *text_heading; // over the values of parameters, "low to high"; NULL: none
    const vro_tornado_row *rows;
    size_t count;
} vro_tornado;

vro_status vro_tornado_draw(const vro_tornado *self, const vro_picture *picture,
                            vro_byte_buffer *svg, vro_errors *errors);

#endif
