// What a calibration says: posterior moments, and what single studies did to them.
#ifndef VROSIM_STUDY_CALIBRATION_RESULTS_H
#define VROSIM_STUDY_CALIBRATION_RESULTS_H

#include "vrosim/study/calibration.h"

// A parameter after the calibration.
typedef struct vro_fitted_parameter {
    double prior_mean; // of its value
    double prior_sd;
    double mode; // at the most likely point
    double mean;
    double sd;
    double lower; // 2.5 % quantile
    double upper;
    double shrinkage;   // sd / prior sd, of the score: 1 where the figures say nothing
    size_t informative; // the figure that moves most with the score, in its own errors
} vro_fitted_parameter;

// Whether effective size, Pareto k and the search (a start that came to rest) carry the posterior.
bool vro_calibration_is_trustworthy(const vro_calibration *self);

// The most likely points that were found: minima, so 0 where no start of the search came to rest.
size_t vro_calibration_modes(const vro_calibration *self);

vro_fitted_parameter vro_calibration_parameter(const vro_calibration *self, size_t k);

// The posterior mean and standard deviation of figure i.
double vro_calibration_figure_mean(const vro_calibration *self, size_t figure, double *sd);

// How far parameter k moves, in posterior standard deviations, without the figures of a group: from
// the same samples, weighted by 1 / their likelihood. weights: [count] scratch that holds the new
// weights. *shape: Pareto k of them, above 0.7 where the samples cannot tell. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_without(const vro_calibration *self, const char *group,
                                                  double *weights, double *shape,
                                                  vro_errors *errors);

// The mean and the standard deviation of parameter k's score under weights [count].
double vro_calibration_score_mean(const vro_calibration *self, size_t k, const double *weights,
                                  double *sd);

double vro_calibration_largest_weight(const vro_calibration *self);

// Parameters that are at the most likely point within a thousandth of their prior standard error of
// a bound, or where the prior has three in a thousand or fewer: more than three of its standard
// deviations away.
size_t vro_calibration_parameters_on_bound(const vro_calibration *self);

// The largest share of the Monte Carlo variance of a figure in that and the published variance, at
// the most likely point.
double vro_calibration_monte_carlo_share(const vro_calibration *self);

#endif
