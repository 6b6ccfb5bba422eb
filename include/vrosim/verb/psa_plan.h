// What an uncertainty analysis is to do: from the command line, from a manifest that holds it, or
// from rank 0.
#ifndef VROSIM_VERB_PSA_PLAN_H
#define VROSIM_VERB_PSA_PLAN_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/study/parameter_sets.h"
#include "vrosim/study/uncertainty.h"
#include "vrosim/verb/options.h"

#include <stdint.h>

// What the analysis in a manifest names as its verb.
#define VRO_PSA_VERB "psa"

// Every part may still be zero when it is freed. order holds all of it; the others follow from it.
typedef struct vro_psa_plan {
    vro_specification specification;
    vro_scenario scenario;
    vro_uncertainty uncertainty; // of the scenario
    vro_parameter_sets sets;     // whose worth is asked for
    uint64_t samples;
    vro_outcome_id effect;  // of psa_effects.csv
    const char *thresholds; // as of vro_options, borrowed like groups from these or from the order
    const char *groups;
} vro_psa_plan;

// From the options and the files that they name. VRO_BAD_INPUT or VRO_BAD_USAGE with all faults at
// once, those of the folder of results too; self is safe to free in any case.
VRO_MUST_CHECK vro_status vro_psa_plan_read(vro_psa_plan *self, const vro_options *options,
                                            vro_errors *errors);

// From order, which self owns from now on. VRO_BAD_INPUT where it does not hold what it should.
VRO_MUST_CHECK vro_status vro_psa_plan_take(vro_psa_plan *self, vro_specification *specification,
                                            vro_errors *errors);

// VRO_BAD_INPUT, with one sentence a difference that names file, where other is of another analysis
// (vro_specification_compare).
VRO_MUST_CHECK vro_status vro_psa_plan_compare(const vro_psa_plan *self,
                                               const vro_specification *other, const char *file,
                                               vro_errors *errors);

// Rank 0 reads, the others take from it what it understood. Every rank must call it.
VRO_MUST_CHECK vro_status vro_psa_plan_share(vro_psa_plan *self, const vro_options *options,
                                             const vro_ranks *ranks, vro_errors *errors);

// Releases everything; safe on a zeroed plan, and twice.
void vro_psa_plan_free(vro_psa_plan *self);

#endif
