// How the outcomes of a proposed study hang together among the children of each arm, as simulated
// with every parameter at its estimate: the correlations of their influences on the means
// (study/influence_column.h), so that an outcome that only some children have counts as it does in
// its mean. In samples of the parameters they are taken to be the same.
#ifndef VROSIM_STUDY_OUTCOME_CORRELATIONS_H
#define VROSIM_STUDY_OUTCOME_CORRELATIONS_H

#include "vrosim/core/random_source.h"
#include "vrosim/input/scenario.h"
#include "vrosim/study/proposed_study.h"

typedef struct vro_outcome_correlations {
    size_t outcomes;
    double *factors; // [arms][outcomes][outcomes], lower Cholesky factors; owned
} vro_outcome_correlations;

// From the first 16,384 children. random: of the analysis. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_outcome_correlations_init(vro_outcome_correlations *self,
                                                        const vro_scenario *scenario,
                                                        const vro_proposed_study *study,
                                                        vro_random_source random,
                                                        vro_errors *errors);

// Makes independent standard normal scores [outcomes] those of an arm.
void vro_outcome_correlations_apply(const vro_outcome_correlations *self, size_t arm,
                                    double *scores);

void vro_outcome_correlations_free(vro_outcome_correlations *self);

#endif
