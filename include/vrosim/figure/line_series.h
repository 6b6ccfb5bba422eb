// A series of points over x, drawn as a line or as steps.
#ifndef VROSIM_FIGURE_LINE_SERIES_H
#define VROSIM_FIGURE_LINE_SERIES_H

#include <stddef.h>

typedef struct vro_line_series {
    const char *label; // NULL: none, where the axis says it
    size_t style;
    size_t count;
    const double *x;    // [count], ascending
    const double *y;    // [count]; one that is not finite breaks the line
    const double *low;  // [count], lower end of the band around y; NULL: no band
    const double *high; // [count]
} vro_line_series;

#endif
