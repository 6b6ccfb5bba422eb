#include "vrosim/figure/grid_regions.h"

int vro_grid_regions_at(const vro_grid *self, size_t column, size_t row) {
    return column < self->columns && row < self->rows ? self->index[row * self->columns + column]
                                                      : -1;
}

bool vro_grid_regions_differ(int a, int b) {
    return a >= 0 && b >= 0 && a != b;
}

static double square(double x) {
    return x * x;
}

bool vro_grid_regions_middle(const vro_grid *self, int index, size_t *column, size_t *row) {
    double columns = 0, rows = 0, count = 0, nearest = -1;
    for (size_t i = 0; i < self->columns * self->rows; i++)
        if (self->index[i] == index) {
            columns += (double)(i % self->columns);
            rows += (double)(i / self->columns);
            count++;
        }
    for (size_t i = 0; i < self->columns * self->rows; i++) {
        const size_t x = i % self->columns, y = i / self->columns;
        const double far = square((double)x - columns / count) + square((double)y - rows / count);
        if (self->index[i] == index && (nearest < 0 || far < nearest)) {
            nearest = far;
            *column = x;
            *row = y;
        }
    }
    return count > 0;
}
