// The parameters of a scenario as the twin and the model written the usual way take them.
#ifndef VROSIM_TESTS_TWIN_PARAMETERS_H
#define VROSIM_TESTS_TWIN_PARAMETERS_H

#include "quantile.h"

#include "vrosim/input/scenario.h"

// The parameters of one strategy at one level.
typedef struct vro_twin_parameters {
    double value[VRO_PARAMETERS]; // of fixed rows; of others not to be used
    vro_twin_distribution distribution[VRO_PARAMETERS];
} vro_twin_parameters;

// [strategies][VRO_LEVELS], every distribution prepared; NULL where memory is short. The caller
// frees it; it keeps nothing of the scenario.
vro_twin_parameters *vro_twin_parameters_new(const vro_scenario *scenario);

// Cumulative normalised weights of the levels, from the parameters of the first strategy.
void vro_twin_parameters_levels(const vro_twin_parameters parameters[VRO_LEVELS],
                                double up_to[VRO_LEVELS]);

// The first level whose cumulative weight exceeds u.
int vro_twin_level(const double up_to[VRO_LEVELS], double u);

#endif
