// Samplers of the model written the usual way.
#ifndef VROSIM_TESTS_TWIN_USUAL_DRAW_H
#define VROSIM_TESTS_TWIN_USUAL_DRAW_H

#include "hip.h"
#include "parameters.h"

#include "vrosim/model/slot.h"

#include <gsl/gsl_rng.h>

// A child and its two hips before surgery, the same under every strategy.
typedef struct vro_usual_child {
    vro_twin_child child;
    vro_twin_hip hip[VRO_HIPS];
    double death; // from other causes, years after the index operation
} vro_usual_child;

// A value of the distribution.
double vro_usual_draw_distribution(const vro_twin_distribution *distribution, gsl_rng *rng);

// Whether an event of this probability happens.
bool vro_usual_draw_event(double probability, gsl_rng *rng);

// A time with this rate; INFINITY where the rate is 0.
double vro_usual_draw_exponential(double rate, gsl_rng *rng);

// A child of a level; parameters: of that level.
vro_usual_child vro_usual_draw_child(const vro_twin_parameters *parameters, int level,
                                     gsl_rng *rng);

#endif
