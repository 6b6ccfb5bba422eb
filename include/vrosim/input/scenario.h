// A scenario: layered tables resolved to one distribution for every (strategy, level, parameter).
#ifndef VROSIM_INPUT_SCENARIO_H
#define VROSIM_INPUT_SCENARIO_H

#include "vrosim/core/distribution.h"
#include "vrosim/core/error.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/subgroups.h"

#include <stddef.h>

enum { VRO_STRATEGIES_MAX = 1000 };

typedef struct vro_cell {
    vro_distribution distribution;
    double se;          // standard error of value, NAN where not given
    const char *text;   // of a parameter that is a text, else "". Both texts are owned by the
    const char *source; // scenario, and never NULL; source is that of the row that filled the cell
    bool given;         // false: an optional parameter that no row gives
} vro_cell;

typedef struct vro_scenario {
    char *name;            // layers joined by '+', e.g. "baseline+locking-plate"
    size_t strategies;     // at least 1 after a load without errors
    char **strategy_names; // in order of first appearance; [0] is the reference
    vro_cell *cells;       // [strategies][VRO_LEVELS][VRO_PARAMETERS]
    char **texts;          // distinct texts of cells
    size_t text_count;
    vro_subgroups subgroups; // that results are divided into; none after a load
} vro_scenario;

// Reads the built-in default, then each table in order (layers), resolves every cell and checks
// it. All faults of all tables are added to errors, none hides another. On any fault returns
// VRO_BAD_INPUT (or VRO_NO_MEMORY) and leaves self empty. self owns what it holds.
VRO_MUST_CHECK vro_status vro_scenario_load(vro_scenario *self, const char *const *paths,
                                            size_t path_count, vro_errors *errors);

// As vro_scenario_load, and keeps only the strategies of list, "A,B" (all where it is NULL), in the
// order of the scenario; the first that is kept is the reference. VRO_BAD_USAGE where tables are
// fine and list is not: an unknown name (the nearest is told), a doubled or an empty one. The
// faults of list are added to those of the tables. A strategy that only rows at fault name is not
// called unknown.
VRO_MUST_CHECK vro_status vro_scenario_load_selected(vro_scenario *self, const char *const *paths,
                                                     size_t path_count, const char *list,
                                                     vro_errors *errors);

// Reads a scenario from the text of an effective table (parameters.csv) alone, without the built-in
// default, under a name. Otherwise as vro_scenario_load; a cell that no row fills is a fault.
VRO_MUST_CHECK vro_status vro_scenario_parse(vro_scenario *self, const char *name, const char *text,
                                             size_t size, vro_errors *errors);

// The number of the strategy of a name; strategies where there is none.
size_t vro_scenario_find(const vro_scenario *self, const char *name);

// The cell of a strategy (0-based), GMFCS level (0-based) and parameter.
const vro_cell *vro_scenario_cell(const vro_scenario *self, size_t strategy, size_t level,
                                  vro_parameter_id id);

// The distribution's value of a parameter that is always fixed.
double vro_scenario_value(const vro_scenario *self, size_t strategy, size_t level,
                          vro_parameter_id id);

// Whether a table gives a parameter from first on, before end, for any strategy and level.
bool vro_scenario_gives(const vro_scenario *self, size_t first, size_t end);

// Whether two cells hold the same estimate: distribution or text, standard error and
// source.
bool vro_cell_equal(const vro_cell *a, const vro_cell *b);

// Whether a strategy's cells of a parameter are equal at all levels.
bool vro_scenario_levels_agree(const vro_scenario *self, size_t strategy, vro_parameter_id id);

// The longest follow-up over the levels, years.
double vro_scenario_horizon(const vro_scenario *self);

// Releases everything; safe on a zeroed or failed scenario, and twice.
void vro_scenario_free(vro_scenario *self);

#endif
