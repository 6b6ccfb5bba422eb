// The rows of all tables of a scenario, in order: the built-in default first.
#ifndef VROSIM_INPUT_LAYERS_H
#define VROSIM_INPUT_LAYERS_H

#include "vrosim/core/error.h"
#include "vrosim/core/string_set.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/row.h"

#include <stdbool.h>
#include <stddef.h>

// The strategy of a layer's row that holds for every strategy.
#define VRO_ALL_STRATEGIES VRO_STRING_SET_NONE

typedef struct vro_layer_row {
    vro_row row;
    size_t strategy; // number of the name, or VRO_ALL_STRATEGIES
    size_t source;   // number of its text
    size_t text;     // number of the text that is the value; VRO_STRING_SET_NONE: that is a number
} vro_layer_row;

typedef struct vro_layers {
    vro_layer_row *rows;
    size_t count;
    size_t capacity;
    vro_string_set strategies; // those beyond VRO_STRATEGIES_MAX are faults and have no rows
    vro_string_set texts;      // sources, and values that are texts
    vro_string_set unplaced;   // strategies that rows at fault name, which are not among rows
    bool unread; // a table has lines that could not be read, which may name further ones
} vro_layers;

// The strategies that may have rows: at most VRO_STRATEGIES_MAX.
size_t vro_layers_strategies(const vro_layers *self);

// Appends the rows of a table. All its faults are added to errors; with any, returns
// VRO_BAD_INPUT. csv must stand at the table's first line. Places of rows keep the name of csv,
// which must outlive self. {0} has no rows.
VRO_MUST_CHECK vro_status vro_layers_append(vro_layers *self, vro_csv_reader *csv,
                                            vro_errors *errors);

// Releases everything; safe on a zeroed or failed list, and twice.
void vro_layers_free(vro_layers *self);

#endif
