// How the errors of fitted figures hang together, on the scale of their likelihood, so that no
// child counts twice.
#ifndef VROSIM_STUDY_TARGET_COVARIANCE_H
#define VROSIM_STUDY_TARGET_COVARIANCE_H

#include "vrosim/study/figure_influence.h"

// A point of a problem: its figures and how they hang together there.
typedef struct vro_figures_at {
    const vro_figure_value *values; // [figures]
    const vro_figure_influence *influence;
} vro_figures_at;

// Fills covariance [figures][figures]:
//   p_ij s_i s_j + r_ij m_i m_j, and between^2 for figures of one group
// with the published errors s and the Monte Carlo errors m.
// r_ij: the correlation of the influences of the simulated children, which are the same in all
// studies and under all strategies. Of Sobol points it stands for that of m_i and m_j, which some
// tens of replicates would not tell.
// p_ij: of one study and strategy, r_ij min(a_i, a_j) / sqrt(a_i a_j) for the shares a of its
// children that were still at risk at the time of each figure. A figure on n children that is on a
// share w of those of its study speaks of n / w at risk; a is that over the most that one of the
// study does. Of one outcome at two times it is what Greenwood's independent increments give.
//   Of a whole study of N_i children and a part of N_j, c_ij N_j min(a_i, a_j) /
// sqrt(a_i N_i a_j N_j), c_ij the products of the influences of the part's children over the roots
// of those of each study. 0 for others: they are other children.
// A thousandth of s_i^2 is added for each figure alone (rounding), so that one that is there twice
// counts as one.
// between: standard deviation between studies on the logit; figures of a group share it if they are
// shares or of one outcome. Of a quantity it is between * sqrt(3) / pi times its standard deviation
// among children. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_target_covariance(const vro_calibration_problem *problem,
                                                const vro_figures_at *at, double between,
                                                double *covariance, vro_errors *errors);

#endif
