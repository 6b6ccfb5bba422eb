// What a sensitivity analysis is to do: from the command line, or from a manifest that holds it.
#ifndef VROSIM_VERB_SENSITIVITY_PLAN_H
#define VROSIM_VERB_SENSITIVITY_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/study/sensitivity.h"
#include "vrosim/verb/options.h"

// What the analysis in a manifest names as its verb.
#define VRO_SENSITIVITY_VERB "sensitivity"

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed. order holds all of it; the others follow from it.
typedef struct vro_sensitivity_plan {
    vro_specification specification;
    vro_scenario scenario;
    vro_uncertainty uncertainty; // all estimates of the scenario
    vro_measures measures;
    vro_sensitivity results; // holds the spans to run, and no room for results yet
} vro_sensitivity_plan;

// From the options and the files that they name. VRO_BAD_INPUT or VRO_BAD_USAGE with all faults at
// once, those of the folder of results too; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_sensitivity_plan_read(vro_sensitivity_plan *self,
                                                    const vro_options *options, vro_errors *errors);

// From order, which self owns from now on. VRO_BAD_INPUT or VRO_BAD_USAGE where what it holds does
// not fit its scenario.
VRO_MUST_CHECK vro_status vro_sensitivity_plan_take(vro_sensitivity_plan *self,
                                                    vro_specification *specification,
                                                    vro_errors *errors);

// Releases everything; safe on a zeroed plan, and twice.
void vro_sensitivity_plan_free(vro_sensitivity_plan *self);

#endif
