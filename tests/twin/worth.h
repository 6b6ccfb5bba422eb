// The twin's costs and quality-adjusted life years: of one course that has been lived, event by
// event in double precision.
#ifndef VROSIM_TESTS_TWIN_WORTH_H
#define VROSIM_TESTS_TWIN_WORTH_H

#include "twin.h"

// Thousands, discounted to the index operation. value: [VRO_PARAMETERS], as in hip.h.
double vro_twin_cost(const vro_twin_course *course, const double *value);

// Quality-adjusted life years, discounted to the index operation.
double vro_twin_qaly(const vro_twin_course *course, const double *value);

#endif
