// Columns of a printed table, one for each strategy, as many side by side as a line holds.
#ifndef VROSIM_TABLE_STRATEGY_COLUMNS_H
#define VROSIM_TABLE_STRATEGY_COLUMNS_H

#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct vro_strategy_columns {
    const vro_scenario *scenario; // borrowed
    int label;                    // width of the first column
    int width;                    // of the others
    size_t first, end;            // strategies that are side by side
} vro_strategy_columns;

// label: width of the first column. No strategy is shown before the first step.
vro_strategy_columns vro_strategy_columns_make(const vro_scenario *scenario, int label);

// Goes on to the next strategies; false after the last.
bool vro_strategy_columns_next(vro_strategy_columns *self);

// Prints their names.
void vro_strategy_columns_head(const vro_strategy_columns *self, FILE *stream);

#endif
