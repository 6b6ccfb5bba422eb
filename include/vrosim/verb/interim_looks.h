// A run that ends once its standard errors are small enough (--target-se). They are checked after
// numbers of children that are fixed beforehand, so that the end depends on nothing else.
#ifndef VROSIM_VERB_INTERIM_LOOKS_H
#define VROSIM_VERB_INTERIM_LOOKS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/run_study.h"

// Simulates until the first look that meets the target, but at most the children of the
// specification. The specification is then changed to the number at which the run ended: the
// results are those of a plain run with that number. Unless quiet, rank 0 prints how many children
// will be needed and that the target was met; where it was not met, it says so on standard error in
// any case. Every rank must call it. Status as of vro_run_study_run. A step of a session whose
// study is a vro_run_study.
VRO_MUST_CHECK vro_status vro_interim_looks_run(void *study, vro_session *session,
                                                vro_errors *errors);

#endif
