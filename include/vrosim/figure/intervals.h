// Observed and model side by side: in each row the observed point with its bar and the model's
// band, under a heading for each group (study). Rows that no fit has seen are hollow.
#ifndef VROSIM_FIGURE_INTERVALS_H
#define VROSIM_FIGURE_INTERVALS_H

#include "vrosim/figure/picture.h"

#include <stdbool.h>

typedef struct vro_interval_row {
    const char *group; // rows of the same group follow each other; NULL: none
    const char *label;
    double observed;
    double observed_low; // not finite: no bar
    double observed_high;
    double model;
    double model_low; // not finite: no band
    double model_high;
    bool held_out;
    const char *text; // at the right; NULL: none
} vro_interval_row;

typedef struct vro_intervals {
    vro_axis x;                 // from the data with 0
    const char *observed_label; // of the legend
    const char *model_label;
    const char *held_out_label; // NULL: none in the legend
    const char *text_heading;   // over the texts; NULL: none
    const vro_interval_row *rows;
    size_t count;
} vro_intervals;

vro_status vro_intervals_draw(const vro_intervals *self, const vro_picture *picture,
                              vro_byte_buffer *svg, vro_errors *errors);

#endif
