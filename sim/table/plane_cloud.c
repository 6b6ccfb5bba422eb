#include "vrosim/table/plane_cloud.h"

#include "vrosim/core/memory.h"

#include <math.h>
#include <stdlib.h>

static bool append(double **values, size_t count, size_t *capacity, double value) {
    double *grown = vro_memory_grow(*values, count, capacity, sizeof *grown);
    if (!grown)
        return false;
    *values = grown;
    grown[count] = value;
    return true;
}

bool vro_plane_cloud_add(vro_plane_cloud *self, double effect, double cost) {
    if (!append(&self->effects, self->count, &self->capacity[0], effect) ||
        !append(&self->costs, self->count, &self->capacity[1], cost))
        return false;
    self->count++;
    return true;
}

static size_t quadrant_of(double effect, double cost) {
    if (cost > 0)
        return effect > 0 ? 0 : 1;
    return effect > 0 ? 3 : 2;
}

static void count_points(vro_plane_cloud *self, double threshold) {
    const double part = 1 / (double)self->count;
    for (size_t i = 0; i < self->count; i++) {
        const double gain = threshold * self->effects[i] - self->costs[i];
        self->shares[quadrant_of(self->effects[i], self->costs[i])] += part;
        self->better += gain > 0 ? part : gain == 0 ? part / 2 : 0;
        self->ellipse.x += part * self->effects[i];
        self->ellipse.y += part * self->costs[i];
    }
}

void vro_plane_cloud_measure(vro_plane_cloud *self, double threshold) {
    const double part = self->count > 1 ? 1 / (double)(self->count - 1) : NAN;
    count_points(self, threshold);
    for (size_t i = 0; i < self->count; i++) {
        const double x = self->effects[i] - self->ellipse.x, y = self->costs[i] - self->ellipse.y;
        self->ellipse.x_variance += part * x * x;
        self->ellipse.y_variance += part * y * y;
        self->ellipse.covariance += part * x * y;
    }
}

void vro_plane_cloud_thin(vro_plane_cloud *self, size_t most) {
    if (self->count <= most)
        return;
    for (size_t i = 0; i < most; i++) {
        const size_t from = i * self->count / most;
        self->effects[i] = self->effects[from];
        self->costs[i] = self->costs[from];
    }
    self->count = most;
}

void vro_plane_cloud_free(vro_plane_cloud *self) {
    free(self->effects);
    free(self->costs);
    *self = (vro_plane_cloud){0};
}
