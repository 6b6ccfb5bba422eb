// What a sensitivity analysis measures, as people write it: a list of outcomes and of what is made
// of them, and a pair of strategies.
#ifndef VROSIM_STUDY_MEASURES_TEXT_H
#define VROSIM_STUDY_MEASURES_TEXT_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/study/measures.h"

// Reads what is measured: names with commas between, or "all" outcomes that the scenario has. Names
// are those of outcomes, "net_benefit:50" (at 50 thousand a QALY), "icer" and "nnt:failed" (of any
// share). text NULL: revisions,
// lld_abs_mm, and cost and qaly where the scenario has them. scenario NULL: only the names are
// checked, and the list serves for nothing else. VRO_BAD_USAGE with one sentence for each name at
// fault, VRO_NO_MEMORY; self is then undefined.
VRO_MUST_CHECK vro_status vro_outcome_list_read(vro_outcome_list *self,
                                                const vro_scenario *scenario, const char *text,
                                                vro_errors *errors);

// Reads the names of two strategies of a scenario, "A,B". VRO_BAD_USAGE, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_strategy_pair_read(vro_strategy_pair *self,
                                                 const vro_scenario *scenario, const char *text,
                                                 vro_errors *errors);

#endif
