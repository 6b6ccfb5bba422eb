// Ranges as people write them.
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

// "", "x" or "+", which stand before a number: loss.hazard=0.001:0.1 gives values, x0.5:x2 factors
// and +-1:+1 shifts. Static.
const char *vro_change_kind_sign(vro_change_kind kind);

// Reads a list of ranges. Factors and shifts also move all estimates of a parameter, or of a
// parameter and a strategy, together. uncertainty lists VRO_ALL_ESTIMATES. uncertainty NULL: there
// is no scenario, and only the faults that are faults under every scenario are added. VRO_BAD_USAGE
// with one sentence for each fault, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_parameter_ranges_read(vro_parameter_ranges *self,
                                                    const vro_uncertainty *uncertainty,
                                                    vro_parameter_range_form form, const char *text,
                                                    vro_errors *errors);

#endif
