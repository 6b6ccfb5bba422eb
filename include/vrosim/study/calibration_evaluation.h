// The figures of a calibration at points of its parameters, by simulation.
#ifndef VROSIM_STUDY_CALIBRATION_EVALUATION_H
#define VROSIM_STUDY_CALIBRATION_EVALUATION_H

#include "vrosim/model/results.h"
#include "vrosim/study/calibration_problem.h"

#include <stdbool.h>

// Points, some of which are to be evaluated.
typedef struct vro_calibration_points {
    size_t count;
    const double *scores;     // [count][parameters]
    vro_figure_value *values; // [count][figures]
    size_t first;             // first, first + step, ... are evaluated, in this order
    size_t step;
    bool (*is_late)(void *context); // whether no further one may begin; NULL: never
    void *context;
} vro_calibration_points;

// Evaluates points, each on one thread of the pool, which counts children. Sets *done (unless NULL)
// to how many it has evaluated: exactly the first ones of those that it is to. The status of a
// signal, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_evaluate(const vro_calibration_problem *self,
                                                   vro_pool *pool,
                                                   const vro_calibration_points *points,
                                                   uint64_t *done, vro_errors *errors);

// Takes the results of a chunk of a cohort's children.
typedef struct vro_cohort_visitor {
    void *self;
    void (*take)(void *self, size_t cohort, size_t strategy, size_t level,
                 const vro_results *results);
    uint64_t children; // of each cohort
} vro_cohort_visitor;

// Hands the children of every cohort at a point, scores [parameters], to a visitor, from the
// calling thread. The pool counts none. The status of a signal, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_visit(const vro_calibration_problem *self, vro_pool *pool,
                                                const double *scores,
                                                const vro_cohort_visitor *visitor,
                                                vro_errors *errors);

#endif
