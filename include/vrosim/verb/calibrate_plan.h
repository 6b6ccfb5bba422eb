// The plan of a calibration: the evidence, the parameters to fit and their prior.
#ifndef VROSIM_VERB_CALIBRATE_PLAN_H
#define VROSIM_VERB_CALIBRATE_PLAN_H

#include "vrosim/simulate/ranks.h"
#include "vrosim/study/calibration_results.h"
#include "vrosim/verb/evidence_plan.h"

// The verb in the specification.
#define VRO_CALIBRATE_VERB "calibrate"

// What the command line asks. Texts are borrowed.
typedef struct vro_calibrate_questions {
    const char *prior;      // file of the prior; NULL: the one that the program holds
    const char *parameters; // to fit; NULL: those of the prior
    uint64_t rows;          // of the posterior
    uint64_t samples;       // of each round
    uint64_t accept;        // 1: write the posterior whatever its diagnostics say
} vro_calibrate_questions;

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed.
typedef struct vro_calibrate_plan {
    vro_evidence_plan common;
    vro_calibrate_questions questions;
    vro_calibration_problem problem;
    vro_calibration calibration;
} vro_calibrate_plan;

// As vro_evidence_plan_read and _take; self is overwritten.
VRO_MUST_CHECK vro_status vro_calibrate_plan_read(vro_calibrate_plan *self,
                                                  const vro_evidence_request *request,
                                                  const vro_calibrate_questions *questions,
                                                  vro_errors *errors);
VRO_MUST_CHECK vro_status vro_calibrate_plan_take(vro_calibrate_plan *self,
                                                  vro_specification *specification,
                                                  vro_errors *errors);

// Whether the posterior is written whatever its diagnostics say, in place of what the plan says.
VRO_MUST_CHECK vro_status vro_calibrate_plan_accept(vro_calibrate_plan *self, bool accept,
                                                    vro_errors *errors);

// Releases everything.
void vro_calibrate_plan_free(vro_calibrate_plan *self);

#endif
