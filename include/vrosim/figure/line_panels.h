// Small multiples of a line plot: where there are more series than can be told apart in one box,
// each has a panel of its own on the same scales, with the first series in grey to compare it with.
#ifndef VROSIM_FIGURE_LINE_PANELS_H
#define VROSIM_FIGURE_LINE_PANELS_H

#include "vrosim/figure/line_plot.h"

enum { VRO_LINE_PANELS_FROM = 11 }; // series

// Draws a prepared plot from top down: the label of its y axis, a panel for each series, the label
// of its x axis and a legend. Returns the bottom.
double vro_line_panels_draw(const vro_line_plot *plot, vro_canvas *canvas, double top,
                            const vro_axis *x, const vro_axis *y);

#endif
