// A scenario after some of its tables: which row fills which cell, and what a row is there for.
#ifndef VROSIM_INPUT_LAYER_STATE_H
#define VROSIM_INPUT_LAYER_STATE_H

#include "vrosim/core/error.h"
#include "vrosim/input/declarations.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/resolve.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_layer_state {
    vro_layers layers; // the rows of the tables, borrowed from those of all
    vro_declarations declarations;
    vro_filling_rows *rows; // [strategies + 1], the last: for all strategies
    bool *declared;         // [strategies], whether one of these tables declares it
    size_t strategies;
} vro_layer_state;

// The state after the first `tables` of layers, which have no faults and outlive self.
// VRO_NO_MEMORY (fault added).
VRO_MUST_CHECK vro_status vro_layer_state_init(vro_layer_state *self, const vro_layers *layers,
                                               size_t tables, vro_errors *errors);

// The rows of what a strategy is like: another strategy, or those for all.
const vro_filling_rows *vro_layer_state_like(const vro_layer_state *self, size_t strategy);

void vro_layer_state_free(vro_layer_state *self);

// Whether two rows put the same into a cell, whatever their sources. NULL: nothing.
bool vro_layer_row_equal(const vro_layer_row *a, const vro_layer_row *b);

typedef enum vro_row_effect {
    VRO_ROW_COUNTS,   // without it the scenario would be another
    VRO_ROW_REPEATS,  // it says what holds without it
    VRO_ROW_REPLACED, // a later row for the same strategies replaces it
    VRO_ROW_HIDDEN    // each strategy that it could reach has a row of its own
} vro_row_effect;

// What row `number` is there for in the state after all tables. by: the row that replaces it, else
// NULL. VRO_NO_MEMORY adds no fault.
VRO_MUST_CHECK vro_status vro_layer_state_effect(const vro_layer_state *self, size_t number,
                                                 vro_row_effect *effect, const vro_layer_row **by);

#endif
