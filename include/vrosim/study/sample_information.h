// Expected value of sample information (EVSI): what the results of a proposed study would be worth
// before choosing, by regression of net benefit on simulated summaries of the study (Strong,
// Oakley, Brennan and Breeze 2015, doi:10.1177/0272989X15575286). The regression is that of the
// EVPPI (study/partial_information.h), on what a study would see in place of what is true.
#ifndef VROSIM_STUDY_SAMPLE_INFORMATION_H
#define VROSIM_STUDY_SAMPLE_INFORMATION_H

#include "vrosim/core/random_source.h"
#include "vrosim/study/decisions.h"
#include "vrosim/study/proposed_study.h"

// The values of one choice of the decisions, in units of its cost and per child.
typedef struct vro_study_choice {
    const vro_choice *choice; // borrowed
    vro_expectation *values;  // [thresholds][sizes + 1], owned: of each size, and last the limit
} vro_study_choice;

typedef struct vro_sample_information {
    const vro_proposed_study *study; // borrowed
    vro_study_choice *choices;       // [count], of the subgroup of the study; owned
    size_t count;
    bool lacks_samples; // for a regression on its summaries; there is no choice then
} vro_sample_information;

// Estimates the value of every size of a study, and of a study without end: the EVPPI of the means
// that it measures, to which the EVSI rises with its size. Larger studies contain the smaller ones,
// so a value that falls is an error of estimates: those of neighbouring sizes are averaged until
// none falls (isotonic regression), and one above the limit becomes the limit. All lie between 0
// and the EVPI. The errors are those of the EVPPI. No study has no choice. random: of the analysis.
// VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_sample_information_init(vro_sample_information *self,
                                                      const vro_decisions *decisions,
                                                      const vro_proposed_study *study,
                                                      vro_random_source random, vro_errors *errors);

// The values [sizes + 1] of a choice at threshold number `threshold`. Borrowed.
const vro_expectation *vro_sample_information_values(const vro_sample_information *self,
                                                     size_t choice, size_t threshold);

// Releases everything.
void vro_sample_information_free(vro_sample_information *self);

#endif
