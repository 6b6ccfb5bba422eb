// How the errors of figures hang together through the children that they rest on. The influence of
// a child on a mean m over a share p of the children of its study is (x - m) / p, or 0 for children
// outside: divided by their number, the influences of all children sum to the error of the mean.
#ifndef VROSIM_STUDY_FIGURE_INFLUENCE_H
#define VROSIM_STUDY_FIGURE_INFLUENCE_H

#include "vrosim/study/calibration_problem.h"

typedef struct vro_figure_influence {
    size_t figures;
    double *shares; // [figures] of the children of its study that a figure rests on
    // [figures][figures] mean product of the influences of a simulated child on two figures. Child
    // k of one study and child k of another have the same random numbers.
    double *products;
    // [views][figures] mean product, over the children of a part of a study, of their influences on
    // a figure of the whole study and on one of the part.
    double *seen;
} vro_figure_influence;

// From the children of a point, scores [parameters]: at most 16,384 of each study. A problem whose
// model is known has none: its figures then have products with themselves alone. The status of a
// signal, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_figure_influence_init(vro_figure_influence *self,
                                                    const vro_calibration_problem *problem,
                                                    vro_pool *pool, const double *scores,
                                                    vro_errors *errors);

// The correlation of two figures over the same children; of a figure with itself 1.
double vro_figure_influence_correlation(const vro_figure_influence *self, size_t a, size_t b);

void vro_figure_influence_free(vro_figure_influence *self);

#endif
