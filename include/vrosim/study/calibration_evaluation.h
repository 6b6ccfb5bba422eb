// The figures of a calibration at points of its parameters, by simulation.
#ifndef VROSIM_STUDY_CALIBRATION_EVALUATION_H
#define VROSIM_STUDY_CALIBRATION_EVALUATION_H

#include "vrosim/study/calibration_problem.h"

// Evaluates points: scores [points][parameters], values [points][figures]. Each point is worked out
// by one thread of the pool, which counts children. The status of a signal, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_evaluate(const vro_calibration_problem *self,
                                                   vro_pool *pool, size_t points,
                                                   const double *scores, vro_figure_value *values,
                                                   vro_errors *errors);

#endif
