// A Bayesian calibration: what the fitted parameters may be, given the prior and the figures.
//   log p(z | y) = -|L^-1 (y - f(z))|^2 / 2 - |z|^2 / 2 + a constant
// in the normal scores z; figures y and f on the scales of their likelihoods, L L^T their
// covariance (study/target_covariance.h) at the most likely point. Searched by least squares, then
// sampled: in three rounds points are drawn from a mixture of Student distributions around the
// modes and weighted by p / q, q the mixture of all rounds (Cornuet, Marin, Mira and Robert 2012,
// Scand J Stat 39:798), the greatest weights smoothed (core/pareto_smoothing.h).
#ifndef VROSIM_STUDY_CALIBRATION_H
#define VROSIM_STUDY_CALIBRATION_H

#include "vrosim/study/calibration_covariance.h"
#include "vrosim/study/calibration_search.h"
#include "vrosim/study/student_mixture.h"

#include <stdbool.h>

enum { VRO_CALIBRATION_ROUNDS = 3 };

// Children that confirm a row, over those that found it.
enum { VRO_CONFIRMING_CHILDREN = 5 };

// What makes a posterior trustworthy.
#define VRO_EFFECTIVE_SIZE_LEAST 1000
#define VRO_PARETO_SHAPE_MOST 0.7

// Of the rows, what confirmed ones should be worth, and how far they may move a mean.
#define VRO_CONFIRMED_SHARE_LEAST 0.5
#define VRO_CONFIRMED_SHIFT_MOST 0.25

typedef struct vro_calibration {
    const vro_calibration_problem *problem; // borrowed
    bool estimates_between;                 // the variation between studies; otherwise it is given
    size_t rows;                            // of the posterior
    vro_calibration_covariance covariance;  // of the figures, at the most likely point
    vro_calibration_search search;
    size_t count;             // samples of all rounds
    size_t done;              // of these
    double *scores;           // [count][parameters]
    vro_figure_value *values; // [count][figures]
    double *log_target;       // [count], log p without its constant
    double *weights;          // [count], adding up to 1
    double shape;             // Pareto k
    double effective_size;
    size_t *posterior; // [rows], numbers of samples, rising
    // The rows, simulated again with VRO_CONFIRMING_CHILDREN times as many children of another
    // stream, and weighted by the likelihood that these give over that of the first.
    double confirmed_rows;  // rows that the weighted ones are worth
    double confirmed_shift; // largest change of a mean score, in posterior standard deviations
} vro_calibration;

typedef struct vro_calibration_options {
    double between; // where it is estimated, a first guess
    bool estimates_between;
    size_t samples; // of each round
    size_t rows;
} vro_calibration_options;

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_init(vro_calibration *self,
                                               const vro_calibration_problem *problem,
                                               const vro_calibration_options *options,
                                               vro_errors *errors);

// The points that a calibration evaluates, about.
size_t vro_calibration_expected(const vro_calibration *self);

// Makes the pool count at most so many points from now on (vro_pool_expect).
void vro_calibration_expect(const vro_calibration *self, vro_pool *pool, size_t points);

// Searches and samples. VRO_BAD_INPUT where a figure rests on no children or the covariance of the
// figures is not positive definite; the status of a signal; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_run(vro_calibration *self, vro_point_evaluator *evaluator,
                                              vro_errors *errors);

// The logarithm of the density, without its constant, of a sample whose figures have these values
// [figures]. room: [figures].
double vro_calibration_log_target(const vro_calibration *self, size_t sample,
                                  const vro_figure_value *values, double *room);

void vro_calibration_free(vro_calibration *self);

#endif
