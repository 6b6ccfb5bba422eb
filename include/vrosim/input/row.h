// One checked row of a scenario table: which cells it fills, and with what.
#ifndef VROSIM_INPUT_ROW_H
#define VROSIM_INPUT_ROW_H

#include "vrosim/core/distribution.h"
#include "vrosim/core/error.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/table_reader.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    VRO_ALL_LEVELS = VRO_LEVELS, // the level of a row for every level
    VRO_STRATEGY_BYTES = 64      // longest name of a strategy
};

typedef struct vro_row {
    bool placed;  // strategy, level and parameter are known, so that the cells are
    size_t level; // 0-based, or VRO_ALL_LEVELS
    vro_parameter_id parameter;
    vro_distribution
        distribution; // its value is NAN where one of its numbers is at fault; of a text fixed 0
    double se;        // NAN where not given
    vro_place place;  // of the value
} vro_row;

// Checks the fields of a row against the dictionary and the distributions. Every fault is added;
// with any, returns VRO_BAD_INPUT. self is written in each case.
VRO_MUST_CHECK vro_status vro_row_read(vro_row *self, const vro_table_row *fields,
                                       vro_errors *errors);

#endif
