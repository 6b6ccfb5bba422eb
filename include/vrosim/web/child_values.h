// What happened to each of many children under both strategies of a scenario: what no real study
// can see of one child.
#ifndef VROSIM_WEB_CHILD_VALUES_H
#define VROSIM_WEB_CHILD_VALUES_H

#include "vrosim.h"

#include <stddef.h>
#include <stdint.h>

enum { VRO_REFERENCE, VRO_OTHER, VRO_TWO_STRATEGIES };

typedef struct vro_child_values {
    uint64_t children;
    size_t columns;
    double *values; // [children][VRO_TWO_STRATEGIES][columns], owned
} vro_child_values;

// Simulates the first children of a seed. columns: [count], as of vrosim_scenario_courses.
// VROSIM_BAD_ARGUMENT also where the scenario has not two strategies; VROSIM_NO_MEMORY.
vrosim_status vro_child_values_init(vro_child_values *self, const vrosim_scenario *scenario,
                                    const char *const *columns, size_t count,
                                    const vrosim_options *options, vrosim_errors *errors);

// A column of a child under one of the two; NAN: none.
double vro_child_values_get(const vro_child_values *self, uint64_t child, size_t strategy,
                            size_t column);

void vro_child_values_free(vro_child_values *self);

#endif
