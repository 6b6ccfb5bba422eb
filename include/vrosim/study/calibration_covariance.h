// The covariance of a calibration's figures at a point, and the variation between studies in it.
#ifndef VROSIM_STUDY_CALIBRATION_COVARIANCE_H
#define VROSIM_STUDY_CALIBRATION_COVARIANCE_H

#include "vrosim/study/calibration_search.h"
#include "vrosim/study/figure_influence.h"

typedef struct vro_calibration_covariance {
    const vro_calibration_problem *problem; // borrowed
    double between;                         // standard deviation between studies, on the logit
    vro_figure_value *figures;              // [figures] at the point, owned
    vro_figure_influence influence;         // there
    double *matrix;                         // [figures][figures], owned
    double *factor;                         // its lower Cholesky factor, owned
} vro_calibration_covariance;

// Makes room. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_covariance_init(vro_calibration_covariance *self,
                                                          const vro_calibration_problem *problem,
                                                          double between, vro_errors *errors);

// Fills all at a point, scores [parameters]. VRO_BAD_INPUT where a figure rests on no children, or
// the covariance is not positive definite; the status of a signal; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_covariance_at(vro_calibration_covariance *self,
                                                        const double *scores,
                                                        vro_point_evaluator *evaluator,
                                                        vro_errors *errors);

// The same for figures [figures] that are known at the point.
VRO_MUST_CHECK vro_status vro_calibration_covariance_of(vro_calibration_covariance *self,
                                                        const double *scores,
                                                        const vro_figure_value *figures,
                                                        vro_pool *pool, vro_errors *errors);

// Estimates `between` at the point, a mode: the likeliest of 0, 0.01, ... 3 where the figures are
// about linear in the scores. With f and its derivatives J there,
//   y - f + J z ~ N(0, C(between) + J J^T)
// whatever the scores are, which have the prior N(0, I). Then fills matrix and factor again. mode
// NULL: the scores are known, y - f ~ N(0, C(between)). VRO_BAD_INPUT and VRO_NO_MEMORY as above.
VRO_MUST_CHECK vro_status vro_calibration_covariance_estimate_between(
    vro_calibration_covariance *self, const vro_mode *mode, vro_errors *errors);

void vro_calibration_covariance_free(vro_calibration_covariance *self);

#endif
