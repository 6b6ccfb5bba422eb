// Ranges as they are written on the command line.
#ifndef VROSIM_STUDY_PARAMETER_RANGE_TEXT_H
#define VROSIM_STUDY_PARAMETER_RANGE_TEXT_H

#include "vrosim/study/parameter_range.h"

enum { VRO_PARAMETER_RANGE_STEPS_MAX = 1000 };

// How ranges are written, with commas between several.
typedef enum vro_parameter_range_form {
    VRO_PARAMETER_RANGE_ENDS, // PARAMETER=LOW:HIGH; PARAMETER alone, and the word all for each that
                              // is uncertain: ends from the standard error
    VRO_PARAMETER_RANGE_SEARCH, // PARAMETER=LOW:HIGH
    VRO_PARAMETER_RANGE_GRID    // PARAMETER=LOW:HIGH:N of exactly two parameters
} vro_parameter_range_form;

// Reads a list of ranges. uncertainty lists all estimates (VRO_ALL_ESTIMATES); NULL
// where there is no scenario, and only what can be said without one is checked. Every fault is
// added; with any returns VRO_BAD_USAGE, or VRO_NO_MEMORY. self is safe to free in any case.
VRO_MUST_CHECK vro_status vro_parameter_ranges_read(vro_parameter_ranges *self,
                                                    const vro_uncertainty *uncertainty,
                                                    vro_parameter_range_form form, const char *text,
                                                    vro_errors *errors);

#endif
