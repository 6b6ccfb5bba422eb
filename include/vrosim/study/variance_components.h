// One figure over the samples of an uncertainty analysis: its mean, how far it spreads, and how
// much of that is not known and how much is noise of the simulation.
#ifndef VROSIM_STUDY_VARIANCE_COMPONENTS_H
#define VROSIM_STUDY_VARIANCE_COMPONENTS_H

#include <stddef.h>

// The children of a sample are cut into so many batches of neighbours.
enum { VRO_BATCHES = 8 };

// A figure in one sample.
typedef struct vro_observation {
    double value;               // from all children; NAN where it is not defined
    double variance;            // Monte Carlo variance of value
    float batches[VRO_BATCHES]; // from each batch of the children alone
} vro_observation;

// Every sample simulates the same children, so the noise of the simulation hardly shows in the
// spread of the sample means; it shifts all of them. The parameter variance is therefore not what
// the Monte Carlo variance leaves of that spread, but the covariance over the samples of two
// batches, mean of all pairs of batches: their noise is independent, their parameters are the same.
// That is unbiased however alike the children of different samples are. Its standard error has two
// parts: few samples, and few children (jackknife over the batches).
typedef struct vro_variance_components {
    double value;       // mean over the samples
    double se;          // its standard error, sqrt(parameter / samples + monte_carlo): at most that
    double lower;       // 2.5 and
    double upper;       // 97.5 % quantile of the sample means (R's type 7)
    double monte_carlo; // Monte Carlo variance of a sample mean, mean over the samples
    double parameter;   // variance over what is not known of the parameters, at least 0
    double parameter_se; // its standard error; both NAN where a batch never has the figure
    double share;        // monte_carlo / (monte_carlo + parameter); NAN where both are 0
    double below;        // share of the samples below 0, those at 0 half
    size_t samples;      // in which the figure is defined
} vro_variance_components;

// A larger share of noise than this calls for more children.
#define VRO_VARIANCE_COMPONENTS_NOISE 0.1

// What makes the figure sharper: "more children" where more than VRO_VARIANCE_COMPONENTS_NOISE of
// its variance is noise, else "more samples"; "" where there is no variance at all. Static.
const char *vro_variance_components_advice(const vro_variance_components *self);

// From the observations at [0], [stride], [2 stride] ..., count in all. sorted[count] is scratch.
// NAN where no sample has the figure. The sums are made in the order of the samples.
vro_variance_components vro_variance_components_make(const vro_observation *observations,
                                                     size_t stride, size_t count, double *sorted);

#endif
