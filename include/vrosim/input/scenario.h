// A scenario: layered tables resolved to one distribution for every (strategy, level, parameter).
#ifndef VROSIM_INPUT_SCENARIO_H
#define VROSIM_INPUT_SCENARIO_H

#include "vrosim/core/error.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/child_list.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/setting.h"
#include "vrosim/input/subgroups.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_CELLS_OF_STRATEGY = (int)VRO_LEVELS * (int)VRO_PARAMETERS };

typedef struct vro_scenario {
    char *name;            // such as "baseline+locking-plate"
    size_t strategies;     // at least 1 after a load without errors
    char **strategy_names; // [0] is the reference, the others in order of first appearance
    vro_cell *cells;       // [strategies][VRO_LEVELS][VRO_PARAMETERS]
    char **texts;          // distinct texts of cells
    size_t text_count;
    vro_subgroups subgroups; // that results are divided into; none after a load
    vro_child_list children; // of whom something is known; none after a load
} vro_scenario;

// A scenario table as text, for hosts without files.
typedef struct vro_scenario_text {
    const char *name; // stands for the file in faults, and in the name of the scenario
    const char *text; // [size], UTF-8
    size_t size;
} vro_scenario_text;

// The tables of a scenario, in layers: a later row replaces an earlier one. Zeroed, it is the
// built-in default. Everything is borrowed, for the call only.
typedef struct vro_scenario_source {
    bool without_default; // the tables stand alone; otherwise they lie over the built-in default
    const char *const *paths; // [path_count], read first
    size_t path_count;
    const vro_scenario_text *texts; // [text_count], read after the paths
    size_t text_count;
    const vro_setting *settings; // [setting_count], read last, as one more table
    size_t setting_count;
    const char *strategies; // keeps only these, "A,B"; NULL: keeps all
    const char *reference;  // one that is kept; NULL: the first that is kept
    const char *name;       // of the scenario; NULL: the names of the layers, joined by '+'
} vro_scenario_source;

// Reads the layers of source (NULL: the built-in default) in order, resolves every cell and checks
// it. The strategies that are kept stay in the order of the tables, but the reference comes first.
// Every fault of every table, and of the choice of strategies, is added to errors, in the order of
// tables and lines; then self is empty. A strategy that is like one that is dropped and not built
// in, is like what that one is like. VRO_BAD_INPUT if a table is at fault. VRO_BAD_USAGE if only
// the choice is (strategy_selection.h). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_scenario_load(vro_scenario *self, const vro_scenario_source *source,
                                            vro_errors *errors);

// The same, and keeps the rows of all layers, for vro_layers_free: empty where the load fails. The
// places of rows borrow from source.
VRO_MUST_CHECK vro_status vro_scenario_load_and_keep(vro_scenario *self, vro_layers *kept,
                                                     const vro_scenario_source *source,
                                                     vro_errors *errors);

// Adds to the name what else the scenario is made of, as a layer: the file of a path without
// folders and extension, or a text. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_scenario_name_file(vro_scenario *self, const char *path,
                                                 vro_errors *errors);
VRO_MUST_CHECK vro_status vro_scenario_name_text(vro_scenario *self, const char *text,
                                                 vro_errors *errors);

// What people call a strategy: strategy.label or, without one, its name. Borrowed from self.
const char *vro_scenario_label(const vro_scenario *self, size_t strategy);

// The strategy whose cells it takes (strategy.like), "" for a built-in one that no row declares.
// Borrowed from self.
const char *vro_scenario_like(const vro_scenario *self, size_t strategy);

// Puts a strategy first, which makes it the reference. The others keep their order.
void vro_scenario_put_first(vro_scenario *self, size_t strategy);

// The index of the strategy of a name; self->strategies if no strategy has it.
size_t vro_scenario_find(const vro_scenario *self, const char *name);

// The cell of a strategy (0-based), GMFCS level (0-based) and parameter.
const vro_cell *vro_scenario_cell(const vro_scenario *self, size_t strategy, size_t level,
                                  vro_parameter_id id);

// The distribution's value of a parameter that is always fixed.
double vro_scenario_value(const vro_scenario *self, size_t strategy, size_t level,
                          vro_parameter_id id);

// Whether a table gives a parameter from first on, before end, for any strategy and level.
bool vro_scenario_gives(const vro_scenario *self, size_t first, size_t end);

// Whether a strategy's cells of a parameter are equal at all levels.
bool vro_scenario_levels_agree(const vro_scenario *self, size_t strategy, vro_parameter_id id);

// Whether children of a level (0-based) are simulated.
bool vro_scenario_has_level(const vro_scenario *self, size_t level);

// The longest follow-up over the levels, years.
double vro_scenario_horizon(const vro_scenario *self);

// The shortest follow-up of a level that is simulated, years: all children that live are followed
// for as long.
double vro_scenario_common_horizon(const vro_scenario *self);

// Releases everything.
void vro_scenario_free(vro_scenario *self);

#endif
