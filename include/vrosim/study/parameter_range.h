// Ranges of parameters, from a low to a high end: what a sensitivity analysis varies.
#ifndef VROSIM_STUDY_PARAMETER_RANGE_H
#define VROSIM_STUDY_PARAMETER_RANGE_H

#include "vrosim/core/error.h"
#include "vrosim/study/changed_scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_parameter_range {
    size_t parameter; // of the uncertainty
    double low;
    double high;    // above low
    uint64_t steps; // values from low to high, both included; 0 where none were asked for
    bool given;     // the ends were, and do not come from the standard error
} vro_parameter_range;

typedef struct vro_parameter_ranges {
    vro_parameter_range *items; // [count], owned; no parameter twice
    size_t count;
    size_t capacity;
} vro_parameter_ranges;

// The range of a parameter; NULL where there is none.
vro_parameter_range *vro_parameter_ranges_find(const vro_parameter_ranges *self, size_t parameter);

// Appends a range, of a parameter that has none. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append(vro_parameter_ranges *self,
                                                      const vro_parameter_range *range,
                                                      vro_errors *errors);

// Appends the range of a parameter that has a standard error and no range: from the 2.5 to the 97.5
// % quantile of its distribution, each moved to the nearest value that goes with the rest of the
// scenario. Nothing where these leave no room. VRO_NO_MEMORY. scratch is of an uncertainty that
// lists all estimates, here and below.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append_uncertain(vro_parameter_ranges *self,
                                                                vro_changed_scenario *scratch,
                                                                size_t parameter,
                                                                vro_errors *errors);

// The same for every such parameter.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append_all(vro_parameter_ranges *self,
                                                          vro_changed_scenario *scratch,
                                                          vro_errors *errors);

// The value of a step, steps >= 2: low at 0, high at steps - 1, each exactly; between them to
// fifteen significant digits.
double vro_parameter_range_step(const vro_parameter_range *self, uint64_t step);

// Releases everything; safe on zeroed ranges, and twice.
void vro_parameter_ranges_free(vro_parameter_ranges *self);

#endif
