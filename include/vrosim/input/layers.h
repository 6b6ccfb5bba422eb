// The rows of all tables of a scenario, in order: the built-in default first.
#ifndef VROSIM_INPUT_LAYERS_H
#define VROSIM_INPUT_LAYERS_H

#include "vrosim/core/error.h"
#include "vrosim/core/string_set.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/row.h"
#include "vrosim/input/setting.h"

#include <stdbool.h>
#include <stddef.h>

// The strategy of a row for every strategy.
#define VRO_ALL_STRATEGIES VRO_STRING_SET_NONE

typedef struct vro_layer_row {
    vro_row row;
    size_t strategy; // number of the name, or VRO_ALL_STRATEGIES
    size_t source;   // number of its text
    size_t text;     // number of the text that is the value; VRO_STRING_SET_NONE for a number
    size_t table;    // number of its table, from 0; settings are one more table after the last
    bool setting;    // of vro_layers_append_setting
} vro_layer_row;

typedef struct vro_layers {
    vro_layer_row *rows;
    size_t count;
    size_t capacity;
    size_t tables;             // that are appended
    vro_string_set strategies; // those beyond VRO_STRATEGIES_MAX are faults and have no rows
    vro_place *named;          // [strategies.count], where each is named first
    size_t named_capacity;
    vro_string_set texts;    // sources, and values that are texts
    vro_string_set unplaced; // strategies named by rows at fault, which are not kept
    vro_string_set blurred;  // those of them that such a row may declare
    bool unread; // a table has lines that could not be read, which may name further strategies
} vro_layers;

// The strategies that may have rows: at most VRO_STRATEGIES_MAX.
size_t vro_layers_strategies(const vro_layers *self);

// Appends the rows of a table, from its first line on. VRO_BAD_INPUT with all faults added; that of
// the name of a strategy only where it comes first. The places of rows borrow the name of csv,
// which must outlive self. {0} has no rows.
VRO_MUST_CHECK vro_status vro_layers_append(vro_layers *self, vro_csv_reader *csv,
                                            vro_errors *errors);

// Appends the row of a setting, which must outlive self. VRO_BAD_INPUT with all faults added.
VRO_MUST_CHECK vro_status vro_layers_append_setting(vro_layers *self, const vro_setting *setting,
                                                    vro_errors *errors);

// Copies the rows of other, with their strategies and texts, into self, which has none.
// VRO_NO_MEMORY (no fault added) leaves self empty.
VRO_MUST_CHECK vro_status vro_layers_copy(vro_layers *self, const vro_layers *other);

// Releases everything.
void vro_layers_free(vro_layers *self);

#endif
