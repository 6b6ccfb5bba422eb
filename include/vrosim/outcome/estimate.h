// An estimate from simulated children, its Monte Carlo standard error and its 95 % interval.
// The sums that it is made from are integers, so equal values give errors of exactly 0.
#ifndef VROSIM_OUTCOME_ESTIMATE_H
#define VROSIM_OUTCOME_ESTIMATE_H

#include "vrosim/model/outcome.h"
#include "vrosim/outcome/moments.h"

#include <stdint.h>

// Half the width of a normal 95 % interval, in standard errors.
#define VRO_NORMAL_975 1.959963984540054

// Numbers that are undefined (an error from one child, a ratio to 0) are NAN.
typedef struct vro_estimate {
    double value;
    double se;    // Monte Carlo standard error
    double lower; // 95 % interval
    double upper;
    uint64_t n; // children that it comes from
} vro_estimate;

// A mean over the samples and its standard error from their number, sd / sqrt(samples) with sd over
// samples - 1; NAN from a single sample. The error says how far more samples could move the mean,
// not how uncertain the quantity is.
typedef struct vro_expectation {
    double value;
    double se;
} vro_expectation;

// An estimate of which nothing is known but the number of children.
vro_estimate vro_estimate_unknown(uint64_t n);

// Units that one step of an outcome's integers stands for: 1/VRO_STEPS_PER_UNIT for quantities.
double vro_estimate_scale(vro_outcome_id outcome);

// The share events / n; standard error sqrt(p (1 - p) / n), Wilson's interval.
vro_estimate vro_estimate_share(uint64_t events, uint64_t n);

// The mean, standard error sd / sqrt(n) with sd over n - 1, normal interval; times scale.
vro_estimate vro_estimate_mean(const vro_moments *moments, double scale);

// The covariance of the means of two outcomes of the same children, from the sum of their products;
// over n - 1, in the units of the sums. NAN from fewer than two children.
double vro_estimate_covariance(const vro_moments *x, const vro_moments *y, vro_wide products);

// The standard deviation over n - 1, times scale. fourth: sum of (x - mean)^4 after scaling, from
// which its standard error sqrt((m4 - s^4 (n - 3)/(n - 1)) / n) / (2 s) comes; from few children,
// who say too little of m4, it is that of a normal distribution, s / sqrt(2 (n - 1)). Normal
// interval.
vro_estimate vro_estimate_sd(const vro_moments *moments, double scale, long double fourth);

#endif
