// The plan of a probabilistic sensitivity analysis.
#ifndef VROSIM_VERB_PSA_PLAN_H
#define VROSIM_VERB_PSA_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/model/outcome.h"
#include "vrosim/study/parameter_sets.h"
#include "vrosim/verb/analysis_plan.h"

#include <stdint.h>

// The verb in the specification.
#define VRO_PSA_VERB "psa"

// What the command line asks; texts are borrowed from it or from the specification.
typedef struct vro_psa_questions {
    uint64_t samples;         // 1 .. VRO_SAMPLES_MAX
    const char *effect;       // outcome of psa_effects.csv; NULL: that of the first trade-off
    const char *correlations; // text of the table of correlations between parameters; NULL: none
    const char *thresholds;   // of the first trade-off, "0:100:5"; NULL: the usual ones
    const char *groups;       // of parameters whose joint value is wanted; NULL: families only
} vro_psa_questions;

// Every part may still be zero when it is freed.
typedef struct vro_psa_plan {
    vro_analysis_plan analysis;
    vro_psa_questions questions;
    const char *correlations_path; // file with the table of correlations; NULL: none
    vro_outcome_id effect;
    vro_parameter_sets sets; // whose value of information is computed
} vro_psa_plan;

// As vro_analysis_plan_share, _take and _compare; self is overwritten. The input of request is the
// table of correlations, which questions do not hold yet.
VRO_MUST_CHECK vro_status vro_psa_plan_share(vro_psa_plan *self,
                                             const vro_analysis_request *request,
                                             const vro_psa_questions *questions,
                                             const vro_ranks *ranks, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_psa_plan_take(vro_psa_plan *self, vro_specification *specification,
                                            vro_errors *errors);
VRO_MUST_CHECK vro_status vro_psa_plan_compare(const vro_psa_plan *self,
                                               const vro_specification *other, const char *file,
                                               vro_errors *errors);

// Releases everything.
void vro_psa_plan_free(vro_psa_plan *self);

#endif
