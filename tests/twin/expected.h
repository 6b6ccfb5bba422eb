// Rare events of a course by their probability (model.md 9.9).
#ifndef VROSIM_TESTS_TWIN_EXPECTED_H
#define VROSIM_TESTS_TWIN_EXPECTED_H

#include "twin.h"

#include "vrosim/model/rare_event.h"

// value: the parameters of the strategy at the child's level.
void vro_twin_expected(const vro_twin_course *course, const double *value,
                       double expected[VRO_RARE_EVENTS]);

#endif
