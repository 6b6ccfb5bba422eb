// A ridge: the histogram of each row above its base line, all with one scale, with vertical
// reference lines through all rows and a text at the right of each.
#ifndef VROSIM_FIGURE_RIDGE_H
#define VROSIM_FIGURE_RIDGE_H

#include "vrosim/figure/picture.h"

typedef struct vro_ridge_row {
    const char *label;
    size_t style;
    const double *shares; // [bin_count]
    const char *text;     // at the right; NULL: none
} vro_ridge_row;

typedef struct vro_ridge {
    vro_axis x; // from the bins
    size_t bin_count;
    const double *edges;                  // [bin_count + 1], ascending
    const vro_reference_line *references; // at x
    size_t reference_count;
    const char *text_heading; // over the texts; NULL: none
    const vro_ridge_row *rows;
    size_t count;
} vro_ridge;

vro_status vro_ridge_draw(const vro_ridge *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors);

#endif
