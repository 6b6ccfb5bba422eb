// The plan of a validation: the evidence, and the children of each of its studies.
#ifndef VROSIM_VERB_VALIDATE_PLAN_H
#define VROSIM_VERB_VALIDATE_PLAN_H

#include "vrosim/simulate/specification.h"
#include "vrosim/study/study_population.h"
#include "vrosim/study/validation.h"
#include "vrosim/verb/load_scenario.h"

// The verb in the specification.
#define VRO_VALIDATE_VERB "validate"

// What the command line says. All pointers are borrowed.
typedef struct vro_validate_request {
    const char *const *paths; // [path_count] the targets, if the first is a table of targets, and
    size_t path_count;        // the user's tables
    vro_random_source random;
    uint64_t children;           // of each study
    const char *between_study;   // a number, or "estimate"; NULL: VRO_BETWEEN_STUDY_USUAL
    vro_scenario_request folder; // whose folder is checked where anything is at fault
} vro_validate_request;

// Not to be moved once it is filled: its parts borrow one another. Every part may still be zero
// when it is freed.
typedef struct vro_validate_plan {
    vro_specification specification;
    vro_scenario scenario; // the default under the user's tables
    vro_evidence evidence;
    vro_text_files tables;             // the user's
    vro_study_population *populations; // [evidence.studies.count], owned
    vro_validation validation;
} vro_validate_plan;

// Reads all files. VRO_BAD_INPUT or VRO_BAD_USAGE with all faults that can be told at once;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_validate_plan_read(vro_validate_plan *self,
                                                 const vro_validate_request *request,
                                                 vro_errors *errors);

// Fills a zeroed plan from a specification, which it owns from now on.
VRO_MUST_CHECK vro_status vro_validate_plan_take(vro_validate_plan *self,
                                                 vro_specification *specification,
                                                 vro_errors *errors);

// Studies with a target that is not ignored.
size_t vro_validate_plan_studies(const vro_validate_plan *self);

// Releases everything.
void vro_validate_plan_free(vro_validate_plan *self);

#endif
