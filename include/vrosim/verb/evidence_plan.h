// What the verbs over published figures have in common: the evidence, the user's tables, and the
// specification that holds both, so that a manifest alone repeats the analysis.
#ifndef VROSIM_VERB_EVIDENCE_PLAN_H
#define VROSIM_VERB_EVIDENCE_PLAN_H

#include "vrosim/input/evidence.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/simulate/specification.h"

#include <stdbool.h>

// What the command line says. All pointers are borrowed.
typedef struct vro_evidence_request {
    const char *const *paths; // [path_count] the targets, if the first is a table of targets, and
    size_t path_count;        // the user's tables
    vro_random_source random;
    uint64_t children;         // of each study
    const char *between_study; // a number, or "estimate"; NULL: VRO_BETWEEN_STUDY_USUAL
    bool with_prior;           // there is a last table, the prior:
    const char *prior;         // its file; NULL: the one that the program holds
} vro_evidence_request;

typedef struct vro_evidence_plan {
    vro_specification specification;
    vro_scenario scenario; // the default under the user's tables
    vro_evidence evidence;
    vro_text_files tables; // the user's, and the prior
    double between;        // standard deviation between studies; NAN: to be estimated
} vro_evidence_plan;

// Reads all files. VRO_BAD_INPUT or VRO_BAD_USAGE with all faults that can be told at once;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_plan_read(vro_evidence_plan *self, const char *verb,
                                                 const vro_evidence_request *request,
                                                 vro_errors *errors);

// Fills a zeroed plan from a specification, which it owns from now on.
VRO_MUST_CHECK vro_status vro_evidence_plan_take(vro_evidence_plan *self,
                                                 vro_specification *specification,
                                                 vro_errors *errors);

// Takes the specification of a study, which is borrowed.
typedef vro_status vro_evidence_taker(void *study, const vro_specification *specification,
                                      vro_errors *errors);

// Gives every rank the specification of rank 0: the others take it for their study. Every rank must
// call it.
VRO_MUST_CHECK vro_status vro_evidence_plan_share(vro_evidence_plan *self, const vro_ranks *ranks,
                                                  vro_evidence_taker *take, void *study,
                                                  vro_errors *errors);

// Releases everything.
void vro_evidence_plan_free(vro_evidence_plan *self);

#endif
