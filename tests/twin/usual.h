// The course model as a C programmer would usually write it, for the benchmark: one course at a
// time, mt19937, gsl_ran_* samplers, libm, and only the draws that a course needs.
//
// A child is drawn once and lives under every strategy; what happens to it is drawn anew for
// each. Hips are followed together, event by event, so that an operative death ends both.
//
// GSL's error handler must be off (gsl_set_error_handler_off) before it is used.
#ifndef VROSIM_TESTS_TWIN_USUAL_H
#define VROSIM_TESTS_TWIN_USUAL_H

#include "parameters.h"

#include "vrosim/core/error.h"
#include "vrosim/model/outcome_set.h"

#include <gsl/gsl_rng.h>
#include <stddef.h>

typedef struct vro_usual {
    size_t strategies;
    vro_twin_parameters *parameters; // [strategies][VRO_LEVELS]
    double level_up_to[VRO_LEVELS];
    vro_outcome_set outcomes;
} vro_usual;

// What is summed over the children of one level under one strategy.
typedef struct vro_usual_tally {
    double count[VRO_OUTCOMES]; // of children that have the outcome
    double sum[VRO_OUTCOMES];
    double square[VRO_OUTCOMES];
    double pairs[VRO_OUTCOMES];             // children that have it under strategy 0 as well
    double difference[VRO_OUTCOMES];        // strategy minus strategy 0, summed over them
    double difference_square[VRO_OUTCOMES]; // and squared
    double better[VRO_OUTCOMES];            // of them with less of it than under strategy 0
    double *cells[VRO_OUTCOMES]; // the histogram of a quantity, as the outcome table has it; NULL
                                 // for other kinds
} vro_usual_tally;

typedef struct vro_usual_sums {
    vro_usual_tally *tallies; // [strategies][VRO_LEVELS]
    double *cells;            // of all histograms
} vro_usual_sums;

// Prepares every distribution of the scenario, which may then be freed. Returns VRO_NO_MEMORY and
// an empty self where memory is short.
VRO_MUST_CHECK vro_status vro_usual_init(vro_usual *self, const vro_scenario *scenario);

// Safe on a zeroed self, and twice.
void vro_usual_free(vro_usual *self);

// Empty sums for as many strategies. Returns VRO_NO_MEMORY and empty sums where memory is short.
VRO_MUST_CHECK vro_status vro_usual_sums_init(vro_usual_sums *self, size_t strategies);

// Safe on zeroed sums, and twice.
void vro_usual_sums_free(vro_usual_sums *self);

// Adds `children` children, each under every strategy, to the sums.
void vro_usual_run(const vro_usual *self, gsl_rng *rng, size_t children, vro_usual_sums *sums);

#endif
