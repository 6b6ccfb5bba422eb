// The regressors of net benefit on a set of uncertain parameters: orthonormal columns over the
// samples, made once for each set and used for every strategy and threshold.
//
// In this order, each stage only while all of it fits into a quarter of the samples and into 256
// columns (large sets have straight lines, or those and curves, only):
//   1. every parameter, straight: a term each;
//   2. their curvature, one term: cubic B-splines with knots at the sextiles of the samples;
//   3. products of two parameters, one term;
//   4. products of three, of which two may be the same, one term.
// Net benefit that is a sum of products of up to three factors, as in a tree of probabilities times
// values, is followed exactly. A Gaussian process would follow more forms, but it takes a
// search for length scales that need not end at the same bits everywhere, and its covariances need
// exp, which differs in the last bit between processors; here are + - * / and square roots only.
// The columns of a set span those of its subsets, up to the last stage that both reach.
#ifndef VROSIM_STUDY_REGRESSORS_H
#define VROSIM_STUDY_REGRESSORS_H

#include "vrosim/core/error.h"

#include <stddef.h>

// The values of the uncertain parameters that the samples were made with. All finite; the array
// belongs to the caller.
typedef struct vro_sample_matrix {
    const double *values; // [samples][parameters]
    size_t samples;
    size_t parameters;
} vro_sample_matrix;

// Columns of draws, each once.
typedef struct vro_parameter_set {
    const size_t *members; // [count], belongs to the caller
    size_t count;
} vro_parameter_set;

// Samples that a set needs for each of its parameters.
enum { VRO_SAMPLES_A_PARAMETER = 4 };

typedef struct vro_regressors {
    double *columns;   // [capacity][samples], a regressor a row; row 0 is the constant; owned
    size_t *terms;     // [capacity] the term of each regressor; 0 is the constant; owned
    size_t samples;    // length of a regressor
    size_t count;      // regressors found to be independent, the constant included
    size_t term_count; // terms, the constant included
} vro_regressors;

// Makes the regressors of a set. Parameters that do not vary, or that others of the set determine,
// add none. VRO_BAD_INPUT where there are fewer than VRO_SAMPLES_A_PARAMETER samples for each,
// VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_regressors_init(vro_regressors *self, const vro_sample_matrix *draws,
                                              const vro_parameter_set *set, vro_errors *errors);

// Regressor i, [samples].
double *vro_regressors_row(const vro_regressors *self, size_t i);

// Releases the regressors.
void vro_regressors_free(vro_regressors *self);

#endif
