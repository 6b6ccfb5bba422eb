// The children of one study, simulated as its tables describe them, and the figures that the model
// gives in place of the published ones.
#ifndef VROSIM_STUDY_STUDY_POPULATION_H
#define VROSIM_STUDY_STUDY_POPULATION_H

#include "vrosim/core/random_source.h"
#include "vrosim/input/evidence.h"
#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/tally.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"

#include <stdint.h>

typedef struct vro_study_population {
    const vro_evidence *evidence; // borrowed
    size_t study;
    vro_scenario scenario; // with the strategies and subgroups that its targets name; owned
    size_t *targets;       // [count] numbers of its targets that are not ignored, owned
    size_t count;
} vro_study_population;

// What the model gives for a target.
typedef struct vro_model_figure {
    vro_estimate estimate;
    double sd; // of the outcome among the children, 0 for shares and numbers
} vro_model_figure;

// Loads the scenario of a study (vro_evidence_scenario) over the user's tables, with only what its
// targets need. VRO_BAD_INPUT, at the line of a target, where its strategy, subgroup, outcome or
// statistic does not exist there, and where the cuts of subgroups contradict each other;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_population_load(vro_study_population *self,
                                                    const vro_evidence *evidence, size_t study,
                                                    const vro_text_files *tables,
                                                    vro_errors *errors);

// Who simulates which children. Everything is borrowed.
typedef struct vro_population_run {
    const vro_ranks *ranks;
    vro_pool *pool; // of this rank, counts the children of all
    vro_random_source random;
    uint64_t children;
} vro_population_run;

// Simulates the children and, at rank 0, fills figures[] at the numbers of the targets. The
// children are divided among the ranks, every one of which must call it. VRO_NO_MEMORY; the status
// of a signal, without a sentence.
VRO_MUST_CHECK vro_status vro_study_population_simulate(const vro_study_population *self,
                                                        const vro_population_run *by,
                                                        vro_model_figure *figures,
                                                        vro_errors *errors);

// An empty tally for its children, which the caller releases. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_population_tally(const vro_study_population *self,
                                                     vro_tally *tally, vro_errors *errors);

// Fills figures[] at the numbers of the targets from a tally of the children. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_population_read(const vro_study_population *self,
                                                    const vro_tally *tally,
                                                    vro_model_figure *figures, vro_errors *errors);

// Releases everything.
void vro_study_population_free(vro_study_population *self);

#endif
