// One parameter of a scenario, for one strategy and one level.
#ifndef VROSIM_INPUT_CELL_H
#define VROSIM_INPUT_CELL_H

#include "vrosim/core/distribution.h"

#include <stdbool.h>

enum { VRO_STRATEGIES_MAX = 1000 };

typedef struct vro_cell {
    vro_distribution distribution;
    double se;          // standard error of its location, NAN if not given
    const char *text;   // of a parameter that is a text, else "". Both texts are owned by the
    const char *source; // scenario, and never NULL; source is that of the row that filled the cell
    bool given;         // false: an optional parameter that no row gives
} vro_cell;

// Whether two cells hold the same estimate: distribution or text, standard error and
// source.
bool vro_cell_equal(const vro_cell *a, const vro_cell *b);

#endif
