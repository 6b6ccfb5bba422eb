// One course of the model written the usual way.
#ifndef VROSIM_TESTS_TWIN_USUAL_COURSE_H
#define VROSIM_TESTS_TWIN_USUAL_COURSE_H

#include "outcomes.h"
#include "usual_draw.h"

// The outcomes of a child under the strategy of a parameters (that of the child's level).
void vro_usual_course(const vro_twin_parameters *parameters, const vro_landmarks *landmarks,
                      const vro_usual_child *child, gsl_rng *rng, double outcome[VRO_OUTCOMES]);

#endif
