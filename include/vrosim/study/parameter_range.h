// Ranges of parameters, from a low to a high end, that a sensitivity analysis varies.
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
    double high;          // above low
    uint64_t steps;       // of a grid: values from low to high, both included; else 0
    bool given;           // the user gave the ends; else they come from the standard error
    size_t further;       // estimates after it that move along (vro_parameter_change)
    vro_change_kind kind; // of low and high
} vro_parameter_range;

// "parameter[.strategy][.gmfcs_N]"; of several estimates what their names have in common.
typedef struct vro_parameter_range_name {
    char text[VRO_ESTIMATE_NAME_MAX];
} vro_parameter_range_name;

typedef struct vro_parameter_ranges {
    vro_parameter_range *items; // [count], owned; the same estimates never twice
    size_t count;
    size_t capacity;
} vro_parameter_ranges;

// The range of an estimate and of `further` ones after it; NULL if it is not listed.
vro_parameter_range *vro_parameter_ranges_find(const vro_parameter_ranges *self, size_t parameter,
                                               size_t further);

// Appends a range of estimates that is not listed yet. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append(vro_parameter_ranges *self,
                                                      const vro_parameter_range *range,
                                                      vro_errors *errors);

// Appends the range of a parameter that has a standard error and is not listed yet: from the 2.5 to
// the 97.5 % quantile of its distribution, each moved to the nearest value that the rest of the
// scenario allows. Appends nothing where these leave no room. VRO_NO_MEMORY. scratch is of an
// uncertainty that lists VRO_ALL_ESTIMATES, here and below.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append_uncertain(vro_parameter_ranges *self,
                                                                vro_changed_scenario *scratch,
                                                                size_t parameter,
                                                                vro_errors *errors);

// The same for every such parameter.
VRO_MUST_CHECK vro_status vro_parameter_ranges_append_all(vro_parameter_ranges *self,
                                                          vro_changed_scenario *scratch,
                                                          vro_errors *errors);

// The value of a step of a grid: low at 0, high at steps - 1, each exactly; between them low +
// step / (steps - 1) (high - low), to fifteen significant digits. steps >= 2.
double vro_parameter_range_step(const vro_parameter_range *self, uint64_t step);

// The change to a value of the range.
vro_parameter_change vro_parameter_range_change(const vro_parameter_range *self, double value);

vro_parameter_range_name vro_parameter_range_find_name(const vro_parameter_range *self,
                                                       const vro_uncertainty *uncertainty);

// Releases everything.
void vro_parameter_ranges_free(vro_parameter_ranges *self);

#endif
