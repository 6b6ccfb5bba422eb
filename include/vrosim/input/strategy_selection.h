// Which strategies of the tables are kept, and with which of them the others are compared.
#ifndef VROSIM_INPUT_STRATEGY_SELECTION_H
#define VROSIM_INPUT_STRATEGY_SELECTION_H

#include "vrosim/core/error.h"
#include "vrosim/input/layers.h"

#include <stdbool.h>

typedef struct vro_strategy_selection {
    bool *kept;       // [count], whether a strategy is kept
    size_t count;     // strategies that the tables name
    size_t reference; // number of a strategy that is kept
} vro_strategy_selection;

// Reads the names of those that are kept, "A,B" (NULL: all), and that of the reference (NULL: the
// first that is kept). VRO_BAD_USAGE, with all faults added: an unknown strategy (the nearest is
// told), one that is listed twice, an empty name, a reference that is not kept. A strategy that
// only rows at fault name does not count as unknown. VRO_NO_MEMORY adds no sentence.
VRO_MUST_CHECK vro_status vro_strategy_selection_read(vro_strategy_selection *self,
                                                      const vro_layers *layers, const char *list,
                                                      const char *reference, vro_errors *errors);

void vro_strategy_selection_free(vro_strategy_selection *self);

#endif
