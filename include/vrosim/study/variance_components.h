// The variance components of an outcome over the samples of an uncertainty analysis: how much of
// its spread is parameter uncertainty and how much Monte Carlo error.
#ifndef VROSIM_STUDY_VARIANCE_COMPONENTS_H
#define VROSIM_STUDY_VARIANCE_COMPONENTS_H

#include <stddef.h>

// The number of batches of neighbours that the children of a sample are cut into.
enum { VRO_BATCHES = 8 };

// A mean or difference in one sample.
typedef struct vro_observation {
    double value;               // from all children; NAN where it is not defined
    double variance;            // Monte Carlo variance of value
    float batches[VRO_BATCHES]; // from each batch of the children alone
} vro_observation;

// Every sample simulates the same children, so Monte Carlo error hardly shows in the spread of the
// sample means; it shifts all of them. The parameter variance is therefore estimated not as the
// spread less the Monte Carlo variance, but as the covariance of two batches over the samples, the
// mean over all pairs of batches: their errors are independent, their parameters the same. This is
// unbiased however alike the children of different samples are. Its standard error has two parts:
// that of the samples, and that of the children (jackknife over the batches).
typedef struct vro_variance_components {
    double value;       // mean over the samples
    double se;          // its standard error, sqrt(parameter / samples + monte_carlo): at most that
    double lower;       // 2.5 and
    double upper;       // 97.5 % quantile of the sample means (R's type 7)
    double monte_carlo; // Monte Carlo variance of a sample mean, mean over the samples
    double parameter;   // variance by parameter uncertainty, at least 0
    double parameter_se; // its standard error; both NAN where a batch is never defined
    double share;        // monte_carlo / (monte_carlo + parameter); NAN where both are 0
    double below;        // share of the samples below 0, those at 0 counted half
    size_t samples;      // in which it is defined
} vro_variance_components;

// A larger share of Monte Carlo variance than this calls for more children.
#define VRO_VARIANCE_COMPONENTS_NOISE 0.1

// What reduces the standard error most: "more children" where more than
// VRO_VARIANCE_COMPONENTS_NOISE of the variance is Monte Carlo variance, else "more samples"; ""
// where the variance is 0. Static.
const char *vro_variance_components_advice(const vro_variance_components *self);

// From the observations at [0], [stride], [2 stride] ..., count in all. sorted[count] is scratch.
// NAN where it is defined in no sample. The sums are made in the order of the samples.
vro_variance_components vro_variance_components_make(const vro_observation *observations,
                                                     size_t stride, size_t count, double *sorted);

#endif
