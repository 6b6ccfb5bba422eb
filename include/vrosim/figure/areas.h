// Stacked areas, such as the states of children over age: layers from below to 1, one panel a
// strategy, side by side where there is room. Layers have fills with dark edges and letters.
#ifndef VROSIM_FIGURE_AREAS_H
#define VROSIM_FIGURE_AREAS_H

#include "vrosim/figure/picture.h"

#include <stdbool.h>

typedef struct vro_area_panel {
    const char *label;    // NULL: none
    const double *shares; // [layer][x_count]
} vro_area_panel;

typedef struct vro_areas {
    vro_axis x;
    vro_axis y; // from 0 to 1 where its ends are equal
    size_t x_count;
    const double *at; // [x_count], ascending
    size_t layer_count;
    const char *const *layers; // [layer_count], names from below
    bool without_rest;         // the last layer is like the others; else it is what remains to 1,
                               // and is drawn pale
    size_t panel_count;
    const vro_area_panel *panels; // [panel_count]
} vro_areas;

vro_status vro_areas_draw(const vro_areas *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors);

#endif
