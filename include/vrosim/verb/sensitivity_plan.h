// The plan of a sensitivity analysis.
#ifndef VROSIM_VERB_SENSITIVITY_PLAN_H
#define VROSIM_VERB_SENSITIVITY_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/study/sensitivity.h"
#include "vrosim/verb/analysis_plan.h"

// The verb in the specification.
#define VRO_SENSITIVITY_VERB "sensitivity"

// What the command line asks, as it is written there; texts are borrowed from it or from the
// specification. NULL: not asked.
typedef struct vro_sensitivity_questions {
    const char *outcome;   // NULL: the usual outcomes
    const char *between;   // two strategies; NULL: each and the first
    const char *range;     // parameters to vary alone
    const char *grid;      // two parameters to vary together
    const char *threshold; // parameters to search for a change of sign
} vro_sensitivity_questions;

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed.
typedef struct vro_sensitivity_plan {
    vro_analysis_plan analysis; // its uncertainty lists all estimates
    vro_sensitivity_questions questions;
    vro_measures measures;
    vro_sensitivity results; // holds the ranges to run, and no room for results yet
} vro_sensitivity_plan;

// As vro_analysis_plan_read and _take; self is overwritten. Where questions ask for no parameter,
// all are varied alone.
VRO_MUST_CHECK vro_status vro_sensitivity_plan_read(vro_sensitivity_plan *self,
                                                    const vro_analysis_request *request,
                                                    const vro_sensitivity_questions *questions,
                                                    vro_errors *errors);
VRO_MUST_CHECK vro_status vro_sensitivity_plan_take(vro_sensitivity_plan *self,
                                                    vro_specification *specification,
                                                    vro_errors *errors);

// Releases everything.
void vro_sensitivity_plan_free(vro_sensitivity_plan *self);

#endif
