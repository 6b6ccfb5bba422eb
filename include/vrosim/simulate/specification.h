// All that fixes every byte of a study's results: the resolved parameters, the seed, the number of
// children. Kept in manifest.json and in tally files, so that either can be run again alone.
#ifndef VROSIM_SIMULATE_SPECIFICATION_H
#define VROSIM_SIMULATE_SPECIFICATION_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/block.h"
#include "vrosim/simulate/run_size.h"

#include <stddef.h>
#include <stdint.h>

struct json_t;

typedef struct vro_specification {
    vro_random_source random;
    vro_run_size size;
    vro_subgroups subgroups; // those of the scenario
    char *scenario;          // its name, owned
    char *parameters;        // the effective table (parameters.csv) as text, owned
    struct json_t *inputs;   // files of tables with their digests, owned
    // What is done beyond one run of these children, an object of the verb that does it; NULL:
    // nothing. Owned.
    struct json_t *analysis;
} vro_specification;

// From a loaded scenario and the files that it came from, whose digests are taken now; what is not
// a regular file (a pipe) has none. random and size are 0, for the caller to set. VRO_NO_MEMORY, or
// VRO_BAD_OUTPUT where a table has become unreadable. self owns what it holds.
VRO_MUST_CHECK vro_status vro_specification_init(vro_specification *self,
                                                 const vro_scenario *scenario,
                                                 const char *const *tables, size_t table_count,
                                                 vro_errors *errors);

// A copy of other that owns all that it holds. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_specification_copy(vro_specification *self,
                                                 const vro_specification *other,
                                                 vro_errors *errors);

// The order as entries of a JSON object, and back. file names the file in faults (VRO_BAD_INPUT).
// object is borrowed.
VRO_MUST_CHECK vro_status vro_specification_to_json(const vro_specification *self,
                                                    struct json_t *object, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_specification_from_json(vro_specification *self,
                                                      const struct json_t *object, const char *file,
                                                      vro_errors *errors);

// The scenario that the order holds, without any other table. VRO_BAD_INPUT, naming the place in
// "parameters", where they are not a whole table.
VRO_MUST_CHECK vro_status vro_specification_scenario(const vro_specification *self,
                                                     vro_scenario *scenario, vro_errors *errors);

// Blocks (VRO_BLOCK children each, the last may be short) of the whole study: 0 .. end - 1.
vro_interval vro_specification_blocks(const vro_specification *self);

// Children in a range of blocks.
uint64_t vro_specification_children(const vro_specification *self, vro_interval blocks);

// VRO_BAD_INPUT, with one sentence a difference that names file, where other differs from self in
// anything that fixes a result (inputs do not: only what was understood of them does).
VRO_MUST_CHECK vro_status vro_specification_compare(const vro_specification *self,
                                                    const vro_specification *other,
                                                    const char *file, vro_errors *errors);

// Releases everything; safe on a zeroed order, and twice.
void vro_specification_free(vro_specification *self);

#endif
