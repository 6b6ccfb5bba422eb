// Checks of what the program says about its own errors, over many seeds. They take minutes.
#ifndef VROSIM_STUDY_STATISTICAL_CHECKS_H
#define VROSIM_STUDY_STATISTICAL_CHECKS_H

#include "vrosim/outcome/named_estimate.h"
#include "vrosim/study/finding.h"

// Numbers of a run of the default whose errors are checked, with soft_tissue as the reference.
typedef struct vro_checked_numbers {
    const vro_estimate_name *names; // [count]
    size_t count;
    uint64_t children; // of each run
} vro_checked_numbers;

// Of the printed 95 % intervals of 1,000 seeds 93 to 97 % hold the value of all children of all
// seeds. context: vro_checked_numbers.
vro_check vro_check_coverage;

// The p-values of the same deviations, from the printed standard errors, are uniform: their
// Kolmogorov distance is below that of 1 false alarm in 1,000. context: vro_checked_numbers.
vro_check vro_check_p_values;

// psa splits the variance of the share that dies, where only the death rate is uncertain, into that
// of 1 - exp(-10 rate) over the sampled rates and p (1 - p) / n. context: none.
vro_check vro_check_variance_split;

#endif
