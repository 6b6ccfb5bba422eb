// The points of one strategy on the cost-effectiveness plane, and what they say.
#ifndef VROSIM_TABLE_PLANE_CLOUD_H
#define VROSIM_TABLE_PLANE_CLOUD_H

#include "vrosim/figure/scatter.h"

#include <stddef.h>

// From the upper right against the clock: more effect at more cost, less at more, less at less,
// more at less. A difference of 0 counts as less.
enum { VRO_QUADRANTS = 4 };

typedef struct vro_plane_cloud {
    size_t count;
    double *effects; // [count], owned
    double *costs;   // [count], owned
    size_t capacity[2];
    double shares[VRO_QUADRANTS];
    double better;       // share of the points that are worth more than the reference at the
                         // threshold; of those that are worth the same half
    vro_ellipse ellipse; // means, variances and covariance
} vro_plane_cloud;

// Adds a point; false without memory.
bool vro_plane_cloud_add(vro_plane_cloud *self, double effect, double cost);

// Computes shares and moments at a threshold.
void vro_plane_cloud_measure(vro_plane_cloud *self, double threshold);

// Keeps at most so many points, evenly spaced in their order.
void vro_plane_cloud_thin(vro_plane_cloud *self, size_t most);

void vro_plane_cloud_free(vro_plane_cloud *self);

#endif
