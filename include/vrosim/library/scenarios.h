// Scenarios of a host (vrosim.h).
#ifndef VROSIM_LIBRARY_SCENARIOS_H
#define VROSIM_LIBRARY_SCENARIOS_H

#include "vrosim.h"
#include "vrosim/input/scenario.h"

// What a host's scenario, which is not NULL, stands for.
const vro_scenario *vro_scenario_of_host(const vrosim_scenario *self);

#endif
