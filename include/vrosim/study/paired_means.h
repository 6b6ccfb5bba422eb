// The means of one outcome, or of an effect and a cost, of the same children under two scenarios,
// low and high: exact sums, and what a measure makes of the means. The error of every measure comes
// from the covariances of the means over the children, or over the replicates of Sobol points where
// these are enough, by the delta method. Of fewer replicates the children give an upper bound.
#ifndef VROSIM_STUDY_PAIRED_MEANS_H
#define VROSIM_STUDY_PAIRED_MEANS_H

#include "vrosim/study/mean_replicates.h"
#include "vrosim/study/measures.h"
#include "vrosim/study/paired_change.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_paired_means {
    vro_paired_change effect; // or the only outcome
    vro_paired_change cost;   // of measures with a cost
    vro_wide low;             // sum of effect x cost under the low scenario
    vro_wide high;            // and under the high
    vro_wide low_effect;      // sum of effect low x cost high, of children who have both
    vro_wide high_effect;     // sum of effect high x cost low, likewise
    vro_mean_replicates replicates;
} vro_paired_means;

// Adds n children, at most a block: the effect and the cost, each under the low and the high
// scenario, as of vro_paired_change_add. effect[1] NULL: only the low scenario was run. cost[0]
// NULL: there is no cost.
void vro_paired_means_add(vro_paired_means *self, const int32_t *const effect[2],
                          const int32_t *const cost[2], size_t n);

// Makes the sums those of one replicate, which they then are.
void vro_paired_means_end_replicate(vro_paired_means *self);

// Adds the sums of other to those of self.
void vro_paired_means_merge(vro_paired_means *self, const vro_paired_means *other);

// A measure under the low scenario, under the high, and high - low. Of an outcome as of
// vro_measure_estimate and vro_paired_change_change. With a cost, and of the number needed to
// treat, intervals are not given, and a measure that is not defined (vro_measured_kind) is NAN, as
// is its change; likewise the change of a number needed to treat without an error, or to one needed
// to harm.
vro_estimate vro_paired_means_low(const vro_paired_means *self, const vro_measure *measure);
vro_estimate vro_paired_means_high(const vro_paired_means *self, const vro_measure *measure);
vro_estimate vro_paired_means_change(const vro_paired_means *self, const vro_measure *measure);

#endif
