// A heat map over two parameters: cells in viridis with a scale, a boundary where neighbouring
// cells have another best choice, a letter in each region, and a mark at the base case.
#ifndef VROSIM_FIGURE_HEAT_MAP_H
#define VROSIM_FIGURE_HEAT_MAP_H

#include "vrosim/figure/picture.h"

typedef struct vro_heat_map {
    vro_axis x; // label and kind
    vro_axis y;
    size_t x_count;
    const double *x_values; // [x_count], ascending: of the centres of the columns
    size_t y_count;
    const double *y_values; // [y_count], ascending, from below
    const double *values;   // [y_count][x_count]; not finite: an empty cell
    const char *value_label;
    vro_axis_kind value_kind;
    const int *best; // [y_count][x_count], index into choices, -1: none; NULL: no regions
    const char *const *choices; // [choice_count]
    size_t choice_count;
    double base_x; // not finite: no base case
    double base_y;
    const char *base_label;
} vro_heat_map;

vro_status vro_heat_map_draw(const vro_heat_map *self, const vro_picture *picture,
                             vro_byte_buffer *svg, vro_errors *errors);

#endif
