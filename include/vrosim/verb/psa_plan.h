// The plan of a probabilistic sensitivity analysis.
#ifndef VROSIM_VERB_PSA_PLAN_H
#define VROSIM_VERB_PSA_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/model/outcome.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/study/parameter_sets.h"
#include "vrosim/study/proposed_study.h"
#include "vrosim/verb/analysis_plan.h"

#include <stdint.h>

// The verb in the specification.
#define VRO_PSA_VERB "psa"

// An outcome and its name; name NULL: none is chosen. The id is that of the scenario once the plan
// is made.
typedef struct vro_named_outcome {
    const char *name;
    vro_outcome_id id;
} vro_named_outcome;

// Thresholds as they were written, "0:100:5", and what that says; text NULL: none were given.
typedef struct vro_decision_thresholds {
    const char *text;
    vro_number_list values;
} vro_decision_thresholds;

// What the command line asks; texts are borrowed from it or from the specification.
typedef struct vro_psa_questions {
    uint64_t samples;                   // 1 .. VRO_SAMPLES_MAX
    vro_named_outcome effect;           // of psa_effects.csv; default: that of the first trade-off
    const char *correlations;           // text of the table of correlations; NULL: none
    const char *draws;                  // text of the table of given samples; NULL: none
    vro_decision_thresholds thresholds; // of the first trade-off; default: the usual ones
    const char *groups;                 // of parameters whose joint value is wanted, or NULL
    const char *study;                  // proposed study whose value is wanted, or NULL
} vro_psa_questions;

// Every part may still be zero when it is freed.
typedef struct vro_psa_plan {
    vro_analysis_plan analysis;
    vro_psa_questions questions;                // the effect always has a name
    const char *correlations_path;              // file with the table of correlations; NULL: none
    const char *draws_path;                     // file with the table of given samples; NULL: none
    vro_number_list thresholds[VRO_TRADE_OFFS]; // of each trade-off
    vro_parameter_sets sets;                    // whose value of information is computed
    vro_proposed_study study;                   // the same; of size 0: none
} vro_psa_plan;

// As vro_analysis_plan_share, _take and _compare; self is overwritten. The inputs of request are
// tables that questions do not hold yet.
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
