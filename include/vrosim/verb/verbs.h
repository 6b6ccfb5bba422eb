// All verbs of the program, one row each in sim/verb/verbs.c.
#ifndef VROSIM_VERB_VERBS_H
#define VROSIM_VERB_VERBS_H

#include "vrosim/verb/verb.h"

#include <stddef.h>

// *count of them. Static, never freed.
const vro_verb *vro_verbs(size_t *count);

#endif
