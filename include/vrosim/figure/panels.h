// A grid of panels of one size, with a label over each: small multiples.
#ifndef VROSIM_FIGURE_PANELS_H
#define VROSIM_FIGURE_PANELS_H

#include "vrosim/figure/canvas.h"

typedef struct vro_panels {
    size_t count;
    size_t columns;
    double width; // of a panel
    double label_height;
    const char *(*label)(const void *data, size_t i); // of a panel; NULL: none
    const void *data;
} vro_panels;

// Chooses columns for panels that are at least `least` and at most `most` px wide, from left on.
// count, label and data are set.
void vro_panels_init(vro_panels *self, const vro_canvas *canvas, double least, double most);

// Draws the label of a panel in a row that begins at top. Returns the upper left of what is below
// it.
vro_point vro_panels_start(const vro_panels *self, vro_canvas *canvas, size_t i, double top);

#endif
