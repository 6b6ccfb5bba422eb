// Whether a tally can be one of children.
#ifndef VROSIM_OUTCOME_TALLY_CONSISTENCY_H
#define VROSIM_OUTCOME_TALLY_CONSISTENCY_H

#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stdint.h>

// Whether a tally that was read can be that of this number of children: each is in one level and in
// one category of every stratifier in use, has every outcome that every child has, is counted once
// in each histogram and once among events and deaths, and no sum is greater than they can make it.
// Costs and QALYs agree with their cells.
bool vro_tally_is_consistent(const vro_tally *tally, uint64_t children);

#endif
