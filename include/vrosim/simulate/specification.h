// All that determines every byte of a study's results: the resolved parameters, the random source,
// the number of children. Manifests and tally files hold it, so that each can be run again alone.
#ifndef VROSIM_SIMULATE_SPECIFICATION_H
#define VROSIM_SIMULATE_SPECIFICATION_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/block.h"
#include "vrosim/simulate/run_size.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_t;

typedef struct vro_specification {
    vro_random_source random;
    vro_run_size size;
    vro_subgroups subgroups; // of the scenario
    bool decimal_commas;     // in the files of results
    bool report;             // is written beside them, in English
    char *scenario;          // its name, owned
    char *reference;         // the strategy that the others are compared with, owned
    char *parameters;        // the resolved table (parameters.csv) as text, owned
    char *children;          // the scenario's list of children as text; NULL: none. Owned
    struct json_t *inputs;   // files of tables, without folders, with their digests, owned
    struct json_t *analysis; // object of a verb that does more than one run; NULL: one run. Owned
} vro_specification;

// A number of a specification, in a table of all of them.
typedef struct vro_specification_number {
    const char *key;  // in JSON
    const char *name; // in faults
    size_t field;     // offset of the uint64_t in vro_specification
    uint64_t lower;   // least and greatest value
    uint64_t upper;
} vro_specification_number;

enum { VRO_SPECIFICATION_NUMBERS = 4 };

// [VRO_SPECIFICATION_NUMBERS]; static.
const vro_specification_number *vro_specification_numbers(void);

// From a loaded scenario and the files of its tables, whose digests are computed now; a file
// that is not regular (a pipe) has none. random and size are 0, for the caller to set.
// VRO_NO_MEMORY, or VRO_BAD_OUTPUT where a table has become unreadable; self is then empty.
VRO_MUST_CHECK vro_status vro_specification_init(vro_specification *self,
                                                 const vro_scenario *scenario,
                                                 const char *const *tables, size_t table_count,
                                                 vro_errors *errors);

// Replaces the list of children. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_specification_set_children(vro_specification *self,
                                                         const vro_child_list *children,
                                                         vro_errors *errors);

// A deep copy. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_specification_copy(vro_specification *self,
                                                 const vro_specification *other,
                                                 vro_errors *errors);

// The scenario of the specification, from its parameters and children alone. VRO_BAD_INPUT, naming
// the place in "parameters" or "children", where those are not a complete table, or these not a
// list; VRO_BAD_USAGE where they do not have the reference.
VRO_MUST_CHECK vro_status vro_specification_scenario(const vro_specification *self,
                                                     vro_scenario *scenario, vro_errors *errors);

// Blocks (VRO_BLOCK children each, the last may be short) of the whole study: 0 .. end - 1.
vro_interval vro_specification_blocks(const vro_specification *self);

// Children in a range of blocks.
uint64_t vro_specification_children(const vro_specification *self, vro_interval blocks);

// VRO_BAD_INPUT, with one sentence for each difference that names file, where other differs from
// self in anything that affects a result (the inputs do not: their parameters do). Parameters under
// another reference stand in another order and are not compared.
VRO_MUST_CHECK vro_status vro_specification_compare(const vro_specification *self,
                                                    const vro_specification *other,
                                                    const char *file, vro_errors *errors);

void vro_specification_free(vro_specification *self);

#endif
