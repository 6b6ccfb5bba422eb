// Labels beside the ends of lines: pushed apart so that none covers another, each in its place or
// as near to it as there is room.
#ifndef VROSIM_FIGURE_LABELS_H
#define VROSIM_FIGURE_LABELS_H

#include "vrosim/figure/canvas.h"

typedef struct vro_label {
    const char *text;
    const char *colour; // of its key
    const char *dash;   // of its key; NULL: solid
    double wanted;      // y of what it names
    double height;
    double at; // y of its middle, once placed
} vro_label;

// Sets heights, for labels of at most two lines of a width.
void vro_labels_measure(const vro_canvas *canvas, vro_label *labels, size_t count, double width);

// Sets `at` of labels within [low, high], so that the sum of squared distances from the places that
// they want is least; false, with nothing placed, where their heights have no room. Sorts them by
// the places that they want.
bool vro_labels_place(vro_label *labels, size_t count, double low, double high);

// Draws placed labels at the right of x: leaders with keys (short pieces of the line), then texts
// of a width.
void vro_labels_draw(vro_canvas *canvas, const vro_label *labels, size_t count, double x,
                     double width);

// The room for leaders and keys.
double vro_labels_leader(const vro_canvas *canvas);

#endif
