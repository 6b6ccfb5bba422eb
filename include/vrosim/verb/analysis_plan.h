// The plan of a psa or of a sensitivity analysis. It is read from the command line, or taken from
// the specification that a manifest, a shard or rank 0 has.
#ifndef VROSIM_VERB_ANALYSIS_PLAN_H
#define VROSIM_VERB_ANALYSIS_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/study/uncertainty.h"
#include "vrosim/verb/load_scenario.h"

#include <stdbool.h>
#include <stddef.h>

// Files beside the tables, whose digests are recorded like theirs; each may be NULL.
typedef struct vro_analysis_inputs {
    const char *correlations;
    const char *draws;
} vro_analysis_inputs;

// What the command line says about any analysis. All pointers are borrowed.
typedef struct vro_analysis_request {
    vro_scenario_request scenario;
    vro_random_source random;
    vro_run_size size;
    vro_analysis_inputs inputs;
} vro_analysis_request;

// The first member of the plan of every kind of analysis. The specification holds all of the plan;
// the rest follows from it.
typedef struct vro_analysis_plan {
    vro_specification specification;
    vro_scenario scenario;
    vro_uncertainty uncertainty; // of the scenario
} vro_analysis_plan;

// A question of an analysis: a field of its plan that the specification holds.
typedef struct vro_analysis_question {
    const char *key;   // in the specification
    const char *words; // for people: "number of samples"
    size_t field;      // offset in the plan, of a uint64_t or of a const char * (NULL: not asked)
    bool count;        // it is a uint64_t
} vro_analysis_question;

// A kind of analysis. All that its functions get is a plan of the kind, whose questions are known.
typedef struct vro_analysis_kind {
    const char *verb; // its name in the specification
    const vro_analysis_question *questions;
    size_t question_count;
    // Checks questions that were read from a specification; NULL if there is nothing to check.
    vro_status (*check)(vro_analysis_plan *plan, vro_errors *errors);
    // Adds the faults of the questions that are faults under every scenario; NULL for none.
    vro_status (*inspect)(vro_analysis_plan *plan, vro_errors *errors);
    // Fills the rest of the plan, the scenario of which is known.
    vro_status (*prepare)(vro_analysis_plan *plan, vro_errors *errors);
} vro_analysis_kind;

// Fills a plan, zero but for its questions, from the command line and the files that it names.
// VRO_BAD_INPUT or VRO_BAD_USAGE with all faults at once, those of the results folder too.
VRO_MUST_CHECK vro_status vro_analysis_plan_read(vro_analysis_plan *self,
                                                 const vro_analysis_kind *kind,
                                                 const vro_analysis_request *request,
                                                 vro_errors *errors);

// Fills a zeroed plan from a specification, which it owns from now on. VRO_BAD_INPUT or
// VRO_BAD_USAGE if that does not hold a plan of this kind.
VRO_MUST_CHECK vro_status vro_analysis_plan_take(vro_analysis_plan *self,
                                                 const vro_analysis_kind *kind,
                                                 vro_specification *specification,
                                                 vro_errors *errors);

// Reads at rank 0, and takes at the others what rank 0 has read. Every rank must call it, with a
// plan that is zero but, at rank 0, for its questions.
VRO_MUST_CHECK vro_status vro_analysis_plan_share(vro_analysis_plan *self,
                                                  const vro_analysis_kind *kind,
                                                  const vro_analysis_request *request,
                                                  const vro_ranks *ranks, vro_errors *errors);

// VRO_BAD_INPUT, with one sentence a difference that names file, where other is the specification
// of another analysis (vro_specification_compare).
VRO_MUST_CHECK vro_status vro_analysis_plan_compare(const vro_analysis_plan *self,
                                                    const vro_analysis_kind *kind,
                                                    const vro_specification *other,
                                                    const char *file, vro_errors *errors);

// Releases what this header names of a plan.
void vro_analysis_plan_free(vro_analysis_plan *self);

#endif
