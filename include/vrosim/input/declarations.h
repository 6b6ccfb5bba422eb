// Which strategies exist, and whose cells each of them takes where it has no row of its own. A
// strategy is declared by a row strategy.like, or by being one of the built-in default.
#ifndef VROSIM_INPUT_DECLARATIONS_H
#define VROSIM_INPUT_DECLARATIONS_H

#include "vrosim/core/error.h"
#include "vrosim/input/layers.h"

typedef struct vro_declarations {
    size_t *order; // [count], the strategies in the order of their declaration, built-in ones first
    size_t *like; // [count], whose cells a strategy takes: of one that comes before it in order, or
                  // VRO_ALL_STRATEGIES
    size_t count; // vro_layers_strategies
} vro_declarations;

// Reads the rows strategy.like of layers, in the order of the tables; of several for one strategy
// the last holds, but the strategy keeps its place. VRO_BAD_INPUT, with all faults added: a
// strategy that no row declares, and one that is like itself, an unknown one, or one that is
// declared later. Its cells are then those for all. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_declarations_read(vro_declarations *self, const vro_layers *layers,
                                                vro_errors *errors);

void vro_declarations_free(vro_declarations *self);

#endif
