// Points on a plane, such as increments of costs and effects: dots and the ellipse of each series,
// a line through the origin for the threshold, and words in the four quadrants.
#ifndef VROSIM_FIGURE_SCATTER_H
#define VROSIM_FIGURE_SCATTER_H

#include "vrosim/figure/picture.h"

#include <stdbool.h>

// Of a bivariate normal distribution; holds 95 % of it. The centre is marked where there are
// points, also without an ellipse.
typedef struct vro_ellipse {
    double x; // centre
    double y;
    double x_variance; // not above 0, or not finite: no ellipse
    double y_variance;
    double covariance;
} vro_ellipse;

typedef struct vro_scatter_series {
    const char *label;
    size_t style;
    size_t count;
    const double *x; // [count]
    const double *y; // [count]
    vro_ellipse ellipse;
} vro_scatter_series;

typedef struct vro_scatter {
    vro_axis x; // from the data with 0
    vro_axis y; // from the data with 0
    const vro_scatter_series *series;
    size_t count;
    bool has_threshold;
    double threshold; // slope of the line through the origin
    const char *threshold_label;
    const char *quadrants[4]; // upper right, upper left, lower left, lower right; NULL: none
} vro_scatter;

vro_status vro_scatter_draw(const vro_scatter *self, const vro_picture *picture,
                            vro_byte_buffer *svg, vro_errors *errors);

#endif
