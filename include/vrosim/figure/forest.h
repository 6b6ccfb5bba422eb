// A forest: in each row a point with its bar, and the numbers as text at the right.
#ifndef VROSIM_FIGURE_FOREST_H
#define VROSIM_FIGURE_FOREST_H

#include "vrosim/figure/picture.h"

typedef struct vro_forest_row {
    const char *label;
    size_t style; // colour and mark of the point
    double value; // not finite: the row is a heading, label and text alone
    double low;   // ends of the bar
    double high;
    const char *text; // at the right; NULL: none
} vro_forest_row;

typedef struct vro_forest {
    vro_axis x;                // from the data and zero
    double zero;               // of the vertical line
    const char *left_words;    // what lies left of zero ("fewer"); NULL: none
    const char *right_words;   // ("more")
    const char *label_heading; // over the labels; NULL: none
    const char *text_heading;  // over the texts; NULL: none
    const vro_forest_row *rows;
    size_t count;
} vro_forest;

vro_status vro_forest_draw(const vro_forest *self, const vro_picture *picture, vro_byte_buffer *svg,
                           vro_errors *errors);

#endif
