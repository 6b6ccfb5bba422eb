// The most likely points of a calibration: least squares in the normal scores of the parameters.
#ifndef VROSIM_STUDY_CALIBRATION_SEARCH_H
#define VROSIM_STUDY_CALIBRATION_SEARCH_H

#include "vrosim/study/point_evaluator.h"

enum { VRO_STARTS = 8, VRO_MODES_MAX = VRO_STARTS };

typedef struct vro_mode {
    double *scores; // [parameters], owned
    double *factor; // [parameters][parameters], lower Cholesky factor of the covariance; owned
    double log_determinant; // of the factor
    double objective;       // half the sum of squares of residuals and scores
    double *derivatives; // [figures][parameters] of the figures on their scale by the scores; owned
} vro_mode;

typedef struct vro_calibration_search {
    // The most likely first. Where no start came to rest, the lowest point that one came to.
    vro_mode modes[VRO_MODES_MAX];
    size_t count;       // at least 1
    size_t evaluations; // points
    size_t starts;
    size_t converged; // starts that came to rest
} vro_calibration_search;

// Finds the minima of |L^-1 (y - f(z))|^2 + |z|^2 from the prior mean and 7 Sobol points, by the
// Levenberg-Marquardt method of GSL with central differences of 0.25; minima more than 3
// Mahalanobis distances apart are modes of their own. whitening: [figures][figures], the lower
// Cholesky factor L of the covariance of the figures. At most 40 parameters start from Sobol
// points; with more only the prior mean does. The status of a signal; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_search_run(vro_calibration_search *self,
                                                     const vro_calibration_problem *problem,
                                                     const double *whitening,
                                                     vro_point_evaluator *evaluator,
                                                     vro_errors *errors);

// The whitened residuals L^-1 (y - f) of values [figures], into residuals [figures].
void vro_calibration_residuals(const vro_calibration_problem *problem, const double *whitening,
                               const vro_figure_value *values, double *residuals);

void vro_calibration_search_free(vro_calibration_search *self);

#endif
