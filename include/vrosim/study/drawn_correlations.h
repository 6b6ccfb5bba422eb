// The correlations that the samples of uncertain parameters have, against those asked for. Values
// that are moved to a bound lose some of theirs.
#ifndef VROSIM_STUDY_DRAWN_CORRELATIONS_H
#define VROSIM_STUDY_DRAWN_CORRELATIONS_H

#include "vrosim/study/ensemble.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_drawn_correlation {
    size_t first;  // numbers of the two parameters
    size_t second; // after the first
    double asked;
    double drawn;    // between normal scores of the ranks; NAN where a parameter never varies
    double drawn_se; // (1 - drawn^2) / sqrt(samples)
    bool off;        // by more than 0.05, and by more than chance explains (three standard errors)
} vro_drawn_correlation;

typedef struct vro_drawn_correlations {
    vro_drawn_correlation *items; // [count], of the pairs whose correlation is not 0; owned
    size_t count;
    size_t capacity;
} vro_drawn_correlations;

// Measures the correlations of an ensemble; none where none are asked for. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_drawn_correlations_init(vro_drawn_correlations *self,
                                                      const vro_ensemble *ensemble,
                                                      vro_errors *errors);

// Releases everything.
void vro_drawn_correlations_free(vro_drawn_correlations *self);

#endif
