// The rows of the table that gives a scenario, which are those of parameters.csv: one a parameter,
// in dictionary order; one a strategy where strategies differ, one a level where levels do.
#ifndef VROSIM_INPUT_SCENARIO_ROWS_H
#define VROSIM_INPUT_SCENARIO_ROWS_H

#include "vrosim/core/error.h"
#include "vrosim/input/row.h"
#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_scenario_row {
    vro_parameter_id id;
    bool shared;     // of all strategies
    size_t strategy; // that it is of; 0 where all share it
    size_t level;    // 0-based, or VRO_ALL_LEVELS
} vro_scenario_row;

typedef struct vro_scenario_rows {
    vro_scenario_row *items; // [count], owned
    size_t count;
    size_t capacity;
} vro_scenario_rows;

// Lists the rows of a scenario. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_scenario_rows_init(vro_scenario_rows *self,
                                                 const vro_scenario *scenario, vro_errors *errors);

// The cell that a row gives, the first of several.
const vro_cell *vro_scenario_rows_cell(const vro_scenario *scenario, const vro_scenario_row *row);

// As the columns strategy and gmfcs of a table name them; empty for all. Static, or borrowed from
// the scenario.
const char *vro_scenario_rows_strategy(const vro_scenario *scenario, const vro_scenario_row *row);
const char *vro_scenario_rows_level(const vro_scenario_row *row);

// Releases everything.
void vro_scenario_rows_free(vro_scenario_rows *self);

#endif
