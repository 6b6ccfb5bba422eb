// How the errors of fitted figures hang together, on the scale of their likelihood, so that no
// child counts twice.
#ifndef VROSIM_STUDY_TARGET_COVARIANCE_H
#define VROSIM_STUDY_TARGET_COVARIANCE_H

#include "vrosim/study/calibration_problem.h"

// Fills covariance [figures][figures]:
//   c_ij d_ij (s_i s_j + m_i m_j), and between^2 for shares of one group
// with the published errors s and the Monte Carlo errors m at `values`.
// c_ij, of one study: w / sqrt(w_i w_j) for shares w_i, w_j of its children, w of them in both
// subgroups: all of the smaller one where the other is all children, w_i w_j where they are cut by
// different properties (taken to be independent), none where by the same.
// d_ij, of one strategy: 1 for the same outcome; for one family at times s < t that of Greenwood's
// independent increments, se[log S(s)] / se[log S(t)]; 0 for others.
// between: standard deviation between studies on the logit. Of a quantity it is between * sqrt(3) /
// pi times its standard deviation among children, and not shared. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_target_covariance(const vro_calibration_problem *problem,
                                                const vro_figure_value *values, double between,
                                                double *covariance, vro_errors *errors);

#endif
