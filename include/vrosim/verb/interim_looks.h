// A run that ends where its standard errors are small enough (--target-se): it is looked at after
// numbers of children that are fixed beforehand, so that where it ends depends on nothing else.
#ifndef VROSIM_VERB_INTERIM_LOOKS_H
#define VROSIM_VERB_INTERIM_LOOKS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/session.h"

#include <stdio.h>

// Simulates until the first look that meets the target of the session's options, at most the
// children of its order, which afterwards has the number that it ended with: the results are those
// of a plain run of so many. Says on output, unless quiet, how many will be needed and that the
// target was met; where it was not, on standard error in any case. Every rank must call it. Status
// as of vro_session_simulate.
VRO_MUST_CHECK vro_status vro_interim_looks_run(vro_session *session, FILE *output,
                                                vro_errors *errors);

#endif
