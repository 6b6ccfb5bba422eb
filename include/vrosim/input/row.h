// One checked row of a scenario table: which cells it fills, and with what.
#ifndef VROSIM_INPUT_ROW_H
#define VROSIM_INPUT_ROW_H

#include "vrosim/core/distribution.h"
#include "vrosim/core/error.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/landmarks.h"
#include "vrosim/input/table_reader.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_ALL_LEVELS = VRO_LEVELS }; // the level of a row for every level

typedef struct vro_row {
    bool placed;  // strategy, level and parameter are known, and with them the cells
    size_t level; // 0-based, or VRO_ALL_LEVELS
    vro_parameter_id parameter;
    vro_distribution distribution; // value is NAN if it is at fault; fixed 0 for a text
    double se;                     // NAN if not given
    vro_place place;               // of the value, or of the text
} vro_row;

// The text of a row for a parameter that is one: in the column text or, as tables without that
// column have it, in value. Landmarks are completed in room (vro_landmarks_complete), where they
// then are.
const char *vro_row_text(const vro_table_row *fields, vro_parameter_id parameter,
                         char room[VRO_LANDMARKS_TEXT_MAX]);

// Checks the fields of a row against the dictionary and the distributions, but not what its
// strategy is called (strategy_name.h). VRO_BAD_INPUT with every fault added. self is written in
// each case.
VRO_MUST_CHECK vro_status vro_row_read(vro_row *self, const vro_table_row *fields,
                                       vro_errors *errors);

#endif
