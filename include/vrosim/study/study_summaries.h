// What a proposed study would see in each sample of an uncertainty analysis: the mean of every
// outcome in every arm, which is that of the sample with the sampling error of the children of the
// arm.
//
// The true means are the model's of the sample. They have a Monte Carlo error of their own, that of
// --patients children, which all samples share for the most part, since they simulate the same
// children; what differs between samples is counted as something that a study could find out, as it
// is in the EVPI. It is small beside sampling error where arms are much smaller than the number of
// simulated children.
//
// A share has a binomial count of n children. Other means have a normal error of standard deviation
// sd / sqrt(n), sd that between the children of the sample. Of an outcome that only some children
// have, n is the number of children in the arm, with and without it. The errors of the outcomes of
// an arm hang together as the outcomes do among its children (study/outcome_correlations.h): they
// come from normal scores with these correlations, a count by way of its quantile. Other arms are
// other children. Larger studies contain the smaller ones: the first children are the same.
#ifndef VROSIM_STUDY_STUDY_SUMMARIES_H
#define VROSIM_STUDY_STUDY_SUMMARIES_H

#include "vrosim/core/random_source.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/outcome_correlations.h"
#include "vrosim/study/proposed_study.h"

typedef struct vro_study_summaries {
    const vro_ensemble *ensemble;    // borrowed
    const vro_proposed_study *study; // borrowed
    vro_random_source random;        // of the studies
    size_t count;                    // summaries: arms times outcomes
    size_t children;                 // of an arm so far
    double *sums;                    // [samples][count] what these children add, owned
    double *values;                  // [samples][count] summaries, owned
    bool *defined;                   // [count] in every sample, owned
    vro_outcome_correlations correlations;
} vro_study_summaries;

// No children yet: values are the true means, what a study without end would see. A mean that is
// not defined in some sample, such as healing where no bone is cut, is 0 in all, which tells
// nothing. random: of the analysis. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_study_summaries_init(vro_study_summaries *self,
                                                   const vro_ensemble *ensemble,
                                                   const vro_proposed_study *study,
                                                   vro_random_source random, vro_errors *errors);

// Fills values with what arms of `children` children see, more than there were so far.
void vro_study_summaries_enlarge(vro_study_summaries *self, size_t children);

// Releases everything.
void vro_study_summaries_free(vro_study_summaries *self);

#endif
