// Checks of what the program says about its own errors, over many seeds. They take minutes.
#ifndef VROSIM_STUDY_STATISTICAL_CHECKS_H
#define VROSIM_STUDY_STATISTICAL_CHECKS_H

#include "vrosim/outcome/named_estimate.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/finding.h"

// Numbers of a run of the default whose errors are checked, with soft_tissue as the reference.
typedef struct vro_checked_numbers {
    const vro_estimate_name *names; // [count]
    size_t count;
    size_t seeds;
    uint64_t children; // of each run
} vro_checked_numbers;

// Of the printed 95 % intervals of all seeds 93 to 97 % (with 1,000; 0.95 -+ 0.63 / sqrt(seeds))
// hold the value of all children of all seeds. context: vro_checked_numbers.
vro_check vro_check_coverage;

// The p-values of the same deviations, from the printed standard errors, are uniform: the greatest
// Kolmogorov distance of all numbers is below that of 1 false alarm in 1,000. context:
// vro_checked_numbers.
vro_check vro_check_p_values;

// An uncertainty analysis whose variances are known.
typedef struct vro_checked_split {
    size_t samples;
    uint64_t children; // of each sample
} vro_checked_split;

// psa splits the variance of the share that dies, where only the death rate is uncertain, into that
// of 1 - exp(-10 rate) over the sampled rates and p (1 - p) / n. context: vro_checked_split.
vro_check vro_check_variance_split;

// What the checks are made of, for estimates [count] of one number whose true value is known.

// The share of the intervals that hold the truth.
double vro_coverage_of(const vro_estimate *estimates, size_t count, double truth);

// Kolmogorov's distance of their p-values from uniform ones. room: [count].
double vro_p_value_distance(const vro_estimate *estimates, size_t count, double truth,
                            double *room);

// Keeps whether an ensemble whose first parameter is the death rate has the known variances.
void vro_judge_split(vro_finding *finding, vro_ensemble *ensemble);

#endif
