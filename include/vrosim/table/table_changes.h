// What one table changes in the tables before it, for people.
#ifndef VROSIM_TABLE_TABLE_CHANGES_H
#define VROSIM_TABLE_TABLE_CHANGES_H

#include "vrosim/core/error.h"
#include "vrosim/input/layer_state.h"

#include <stddef.h>
#include <stdio.h>

typedef struct vro_table_changes {
    const vro_layers *layers;
    const vro_layer_state *before; // the table
    const vro_layer_state *after;  // it
    const vro_layer_state *end;    // after all tables
    size_t table;                  // its number in layers
} vro_table_changes;

// Prints a line for each change of the strategies that were there, with the strategies and levels
// that it is for unless it is for all; then new strategies with what sets each apart from the one
// that it is like; which strategies are new, changed and untouched; and the rows that repeat what
// held already or that a later table replaces. VRO_NO_MEMORY (fault added).
VRO_MUST_CHECK vro_status vro_table_changes_print(const vro_table_changes *self, FILE *stream,
                                                  vro_errors *errors);

#endif
