// The scale of a heat map: a bar in viridis with ticks.
#ifndef VROSIM_FIGURE_COLOUR_BAR_H
#define VROSIM_FIGURE_COLOUR_BAR_H

#include "vrosim/figure/canvas.h"
#include "vrosim/figure/scale.h"

// Draws the label and the bar for values from low to high, from top down. Returns the bottom.
double vro_colour_bar_draw(vro_canvas *canvas, const vro_scale *values, const char *label,
                           double top);

#endif
