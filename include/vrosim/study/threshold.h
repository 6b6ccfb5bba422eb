// The value of a parameter at which two strategies change places: the root of their difference in
// the same children, by Brent's method (GSL). The difference moves in small steps, as one child
// after the other fares otherwise, and the root is a step that crosses 0. Where it leaps from one
// side of 0 to the other, farther than chance explains (a visit more within the follow-up, say),
// there is no root but a jump.
#ifndef VROSIM_STUDY_THRESHOLD_H
#define VROSIM_STUDY_THRESHOLD_H

#include "vrosim/core/error.h"
#include "vrosim/study/paired_run.h"
#include "vrosim/study/sensitivity.h"

#include <stdint.h>

// The number of scenarios that vro_threshold_run announces to the progress; the searches need about
// as many.
uint64_t vro_threshold_scenarios(const vro_sensitivity *results);

// Fills the thresholds of results, each found to a millionth of its range. The slope is that of the
// chord over about the 95 % Monte Carlo interval of the threshold, but from a thousandth to a tenth
// of the range to either side, and within it. Errors as of vro_paired_run_run.
VRO_MUST_CHECK vro_status vro_threshold_run(vro_sensitivity *results, vro_paired_run *run,
                                            vro_errors *errors);

#endif
