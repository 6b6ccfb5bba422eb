// The same children under one or two changed scenarios, on the cores of one machine: a thread works
// on a piece of the children at a time. All sums are exact, so that the threads and the size of the
// pieces change nothing.
#ifndef VROSIM_STUDY_PAIRED_RUN_H
#define VROSIM_STUDY_PAIRED_RUN_H

#include "vrosim/core/error.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/study/changed_scenario.h"
#include "vrosim/study/measures.h"
#include "vrosim/study/paired_change.h"

#include <stddef.h>
#include <stdint.h>

struct vro_trial_worker;

// What every trial of an analysis has in common. All is borrowed.
typedef struct vro_trial_plan {
    const vro_uncertainty *uncertainty; // lists all estimates
    const vro_measures *measures;
    const vro_model *base; // of the scenario as it is
    vro_origin origin;
    uint64_t patients;
    int threads; // at least 1; no more are taken than there are pieces
    vro_progress *progress;
} vro_trial_plan;

typedef struct vro_trial {
    vro_trial_plan plan;
    vro_altered low;
    vro_altered high;
    size_t piece;                     // children of a piece, at most a block
    struct vro_trial_worker *workers; // [plan.threads], owned
    vro_twin *sums;                   // [measures] of the last run, owned
    uint64_t expected;                // children that the progress still waits for
} vro_trial;

// VRO_NO_MEMORY leaves self safe to free.
VRO_MUST_CHECK vro_status vro_trial_init(vro_trial *self, const vro_trial_plan *plan,
                                         vro_errors *errors);

// Says that so many scenarios come next; the progress takes what was said before for done.
void vro_trial_expect(vro_trial *self, uint64_t scenarios);

// Runs all children under every strategy with the changes low[count], and where high is not NULL
// the same children with high[count] as well. Fills the sums. VRO_NO_MEMORY; VRO_INTERRUPTED or
// VRO_TERMINATED, without a sentence, where vro_stop_asked, after which the sums mean nothing.
VRO_MUST_CHECK vro_status vro_trial_run(vro_trial *self, const vro_change *low,
                                        const vro_change *high, size_t count, vro_errors *errors);

// A measure of the last run, in the low scenario, in the high one, and high - low.
vro_estimate vro_trial_low(const vro_trial *self, size_t measure);
vro_estimate vro_trial_high(const vro_trial *self, size_t measure);
vro_estimate vro_trial_change(const vro_trial *self, size_t measure);

// Releases everything; safe on a zeroed object, and twice.
void vro_trial_free(vro_trial *self);

#endif
