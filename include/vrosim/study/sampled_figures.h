// The figures of studies under given samples of parameters, such as those of a posterior
// distribution (study/parameter_draws.h): row by row, so that what the parameters say together
// stays. Parameters that are not given stay as the tables have them, as in a calibration. All
// samples have the same children.
#ifndef VROSIM_STUDY_SAMPLED_FIGURES_H
#define VROSIM_STUDY_SAMPLED_FIGURES_H

#include "vrosim/simulate/ranks.h"
#include "vrosim/study/study_cohort.h"

// Everything is borrowed.
typedef struct vro_sampled_figures {
    vro_moved_parameters moved; // in the uncertainty of the default under the user's tables, which
                                // has the given samples
    vro_study_cohort *cohorts;  // [cohort_count], loaded with moved, and prepared here
    size_t cohort_count;
    vro_random_source random; // of the children
    uint64_t children;        // of each study and sample
    size_t samples;           // row `sample` modulo the rows that are given
} vro_sampled_figures;

// Simulates all studies in each sample and, at rank 0, fills figures [samples][targets] at the
// numbers of their targets; the samples are divided among the ranks. Every rank must call it. The
// pool counts children. The same figures for any number of threads and ranks. VRO_NO_MEMORY; the
// status of a signal, without a sentence.
VRO_MUST_CHECK vro_status vro_sampled_figures_run(const vro_sampled_figures *self,
                                                  const vro_ranks *ranks, vro_pool *pool,
                                                  vro_model_figure *figures, vro_errors *errors);

#endif
