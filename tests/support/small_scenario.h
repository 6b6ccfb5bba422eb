// The default scenario with few strategies.
#ifndef VROSIM_TESTS_SMALL_SCENARIO_H
#define VROSIM_TESTS_SMALL_SCENARIO_H

#include "vrosim/input/scenario.h"

#include "near.h"

// strategies: "vro,observation"; NULL: all five.
static inline void small_scenario_open(vro_scenario *self, const char *strategies) {
    vro_errors errors = {0};
    assert_int_equal(
        vro_scenario_load(self, &(vro_scenario_source){.strategies = strategies}, &errors), VRO_OK);
}

#endif
