// Regions of a grid whose cells have the same index: the boundary between them, and the cell of
// each that is nearest to its middle.
#ifndef VROSIM_FIGURE_GRID_REGIONS_H
#define VROSIM_FIGURE_GRID_REGIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_grid {
    size_t columns;
    size_t rows;
    const int *index; // [rows][columns]; -1: none
} vro_grid;

// The index of a cell, -1 beyond the grid.
int vro_grid_regions_at(const vro_grid *self, size_t column, size_t row);

// Whether two cells that are both of a region are of different ones.
bool vro_grid_regions_differ(int a, int b);

// Finds the cell of an index that is nearest to the mean of its cells, the first of equals; false
// where it has none.
bool vro_grid_regions_middle(const vro_grid *self, int index, size_t *column, size_t *row);

#endif
