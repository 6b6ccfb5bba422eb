// One child's course in words, side by side under each strategy: for teaching and finding bugs.
#ifndef VROSIM_VERB_EXPLAIN_H
#define VROSIM_VERB_EXPLAIN_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/verb/plan.h"

#include <stdint.h>
#include <stdio.h>

// Runs the child `patient` (0-based, the same as in a run with the plan's seed and stream) under
// every strategy of the scenario and tells it on stream.
VRO_MUST_CHECK vro_status vro_explain_print(const vro_scenario *scenario, const vro_plan *plan,
                                            uint64_t patient, FILE *stream, vro_errors *errors);

#endif
