// The same children under one or two changed scenarios, on the cores of one machine: a thread works
// on a piece of the children at a time. All sums are exact, so the results depend neither on the
// threads nor on the size of the pieces.
#ifndef VROSIM_STUDY_PAIRED_RUN_H
#define VROSIM_STUDY_PAIRED_RUN_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/study/changed_scenario.h"
#include "vrosim/study/measures.h"
#include "vrosim/study/paired_means.h"

#include <stddef.h>
#include <stdint.h>

struct vro_paired_run_worker;

// What all runs of an analysis have in common. All pointers are borrowed.
typedef struct vro_paired_run_options {
    const vro_uncertainty *uncertainty; // lists all estimates
    const vro_measures *measures;
    const vro_model *base; // of the scenario as it is
    vro_random_source random;
    uint64_t patients;
    vro_pool *pool; // counts the children
} vro_paired_run_options;

typedef struct vro_paired_run {
    vro_paired_run_options options;
    vro_changed_scenario low;
    vro_changed_scenario high;
    size_t piece;                          // children of a piece, at most a block
    struct vro_paired_run_worker *workers; // [threads], owned
    int threads;                           // no more than there are pieces
    vro_paired_means *sums;                // [measures] of the last run, owned
} vro_paired_run;

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_paired_run_init(vro_paired_run *self,
                                              const vro_paired_run_options *options,
                                              vro_errors *errors);

// Tells the progress that `scenarios` scenarios come next, and that those announced before are
// done.
void vro_paired_run_expect(vro_paired_run *self, uint64_t scenarios);

// Runs all children under every strategy with the changes low[count], and where high is not NULL
// the same children with high[count] as well. Fills the sums. VRO_NO_MEMORY; the status of
// a signal, without a sentence, where the host of the pool wants to stop, after which the
// sums mean nothing.
VRO_MUST_CHECK vro_status vro_paired_run_run(vro_paired_run *self, const vro_parameter_change *low,
                                             const vro_parameter_change *high, size_t count,
                                             vro_errors *errors);

// A measure of the last run, in the low scenario, in the high one, and high - low.
vro_estimate vro_paired_run_low(const vro_paired_run *self, size_t measure);
vro_estimate vro_paired_run_high(const vro_paired_run *self, size_t measure);
vro_estimate vro_paired_run_change(const vro_paired_run *self, size_t measure);

// Releases everything.
void vro_paired_run_free(vro_paired_run *self);

#endif
