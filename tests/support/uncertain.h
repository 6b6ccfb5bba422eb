// A scenario of which a test says itself what is uncertain: the default without standard errors.
#ifndef VROSIM_TESTS_UNCERTAIN_H
#define VROSIM_TESTS_UNCERTAIN_H

#include "near.h"

#include "vrosim/study/parameter_samples.h"

static inline vro_cell *uncertain_cell(const vro_scenario *self, size_t strategy, size_t level,
                                       vro_parameter_id id) {
    return &self->cells[(strategy * VRO_LEVELS + level) * VRO_PARAMETERS + id];
}

static inline void uncertain_open(vro_scenario *self) {
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(self, NULL, &errors), VRO_OK);
    for (size_t i = 0; i < self->strategies * VRO_LEVELS * VRO_PARAMETERS; i++)
        self->cells[i].se = NAN;
}

// Sets a parameter for all strategies and levels.
static inline void uncertain_set(vro_scenario *self, vro_parameter_id id,
                                 vro_distribution distribution, double se) {
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++) {
        self->cells[i * VRO_PARAMETERS + id].distribution = distribution;
        self->cells[i * VRO_PARAMETERS + id].se = se;
    }
}

static inline void uncertain_fix(vro_scenario *self, vro_parameter_id id, double value, double se) {
    uncertain_set(self, id, (vro_distribution){VRO_DISTRIBUTION_FIXED, value, NAN, NAN, NAN}, se);
}

// Its parameters; fails the test where they have a fault.
static inline vro_uncertainty uncertain_list(const vro_scenario *scenario) {
    vro_uncertainty self;
    vro_errors errors = {0};
    if (vro_uncertainty_init(&self, scenario, VRO_UNCERTAIN_ESTIMATES, &errors) != VRO_OK)
        vro_errors_print(&errors, stdout);
    assert_int_equal(errors.count, 0);
    return self;
}

#endif
