// The plan of a validation: the evidence, and the children of each of its studies.
#ifndef VROSIM_VERB_VALIDATE_PLAN_H
#define VROSIM_VERB_VALIDATE_PLAN_H

#include "vrosim/study/sampled_figures.h"
#include "vrosim/study/validation.h"
#include "vrosim/verb/evidence_plan.h"

// The verb in the specification.
#define VRO_VALIDATE_VERB "validate"

// What the command line asks.
typedef struct vro_validate_questions {
    const char *draws; // file with given samples of parameters; NULL: none. Borrowed
    uint64_t samples;  // of the parameters; 0: as many as the file has rows
} vro_validate_questions;

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed.
typedef struct vro_validate_plan {
    vro_evidence_plan common;
    vro_uncertainty uncertainty; // of the default under the user's tables, with the given samples;
                                 // empty without these
    size_t *given;               // numbers of the parameters that they give, owned
    size_t given_count;
    uint64_t samples;          // 1 where none are given
    vro_study_cohort *cohorts; // [common.evidence.studies.count], owned; without given samples only
                               // their populations
    vro_calibration_problem shares; // where the variation between studies is estimated
    vro_validation validation;
} vro_validate_plan;

// As vro_evidence_plan_read and _take; self is overwritten. VRO_BAD_USAGE for samples without a
// file.
VRO_MUST_CHECK vro_status vro_validate_plan_read(vro_validate_plan *self,
                                                 const vro_evidence_request *request,
                                                 const vro_validate_questions *questions,
                                                 vro_errors *errors);
VRO_MUST_CHECK vro_status vro_validate_plan_take(vro_validate_plan *self,
                                                 vro_specification *specification,
                                                 vro_errors *errors);

// Whether parameters have given samples.
bool vro_validate_plan_has_draws(const vro_validate_plan *self);

// Studies with a target that is not ignored.
size_t vro_validate_plan_studies(const vro_validate_plan *self);

// Releases everything.
void vro_validate_plan_free(vro_validate_plan *self);

#endif
