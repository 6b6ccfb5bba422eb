// Lines over x, such as acceptability over the threshold: several series, one of them drawn thick
// behind the others (the frontier), and where wanted a second panel below with the same x axis.
#ifndef VROSIM_FIGURE_LINES_H
#define VROSIM_FIGURE_LINES_H

#include "vrosim/figure/line_series.h"
#include "vrosim/figure/picture.h"

typedef struct vro_line_panel {
    vro_axis y; // linear and percent: from the data with 0
    const vro_line_series *series;
    size_t count;
    const vro_line_series *overlay; // drawn thick behind the series; NULL: none
} vro_line_panel;

typedef struct vro_lines {
    vro_axis x;
    vro_line_panel main;
    vro_line_panel below;                 // without series: none
    const vro_reference_line *references; // at x
    size_t reference_count;
} vro_lines;

vro_status vro_lines_draw(const vro_lines *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors);

#endif
