// What may be a slip in tables without faults.
#ifndef VROSIM_TABLE_CHECK_WARNINGS_H
#define VROSIM_TABLE_CHECK_WARNINGS_H

#include "vrosim/core/error.h"
#include "vrosim/input/layer_state.h"

#include <stdio.h>

// Prints the warnings about the rows of all tables but the first, each with its place: rows without
// effect, values outside their usual range, weights for some levels only. end: the state after all
// tables. VRO_NO_MEMORY (fault added).
VRO_MUST_CHECK vro_status vro_check_warnings_print(const vro_layer_state *end, FILE *stream,
                                                   vro_errors *errors);

#endif
