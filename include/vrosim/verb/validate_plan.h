// The plan of a validation: the evidence, and the children of each of its studies.
#ifndef VROSIM_VERB_VALIDATE_PLAN_H
#define VROSIM_VERB_VALIDATE_PLAN_H

#include "vrosim/study/study_population.h"
#include "vrosim/study/validation.h"
#include "vrosim/verb/evidence_plan.h"

// The verb in the specification.
#define VRO_VALIDATE_VERB "validate"

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed.
typedef struct vro_validate_plan {
    vro_evidence_plan common;
    vro_study_population *populations; // [common.evidence.studies.count], owned
    vro_validation validation;
} vro_validate_plan;

// As vro_evidence_plan_read and _take; self is overwritten.
VRO_MUST_CHECK vro_status vro_validate_plan_read(vro_validate_plan *self,
                                                 const vro_evidence_request *request,
                                                 vro_errors *errors);
VRO_MUST_CHECK vro_status vro_validate_plan_take(vro_validate_plan *self,
                                                 vro_specification *specification,
                                                 vro_errors *errors);

// Studies with a target that is not ignored.
size_t vro_validate_plan_studies(const vro_validate_plan *self);

// Releases everything.
void vro_validate_plan_free(vro_validate_plan *self);

#endif
