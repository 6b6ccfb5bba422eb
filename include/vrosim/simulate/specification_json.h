// A specification as entries of a JSON object: in manifests, in tally files, and between ranks.
#ifndef VROSIM_SIMULATE_SPECIFICATION_JSON_H
#define VROSIM_SIMULATE_SPECIFICATION_JSON_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/simulate/specification.h"

struct json_t;

// Sets the entries of object, which is borrowed. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_specification_json_write(const vro_specification *self,
                                                       struct json_t *object, vro_errors *errors);

// Reads them again. VRO_BAD_INPUT, naming file and the first entry that is missing or not valid;
// VRO_NO_MEMORY. self is then empty.
VRO_MUST_CHECK vro_status vro_specification_json_read(vro_specification *self,
                                                      const struct json_t *object, const char *file,
                                                      vro_errors *errors);

// Gives every rank the specification of rank 0; the others own their copy. Every rank must call it.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_specification_json_share(vro_specification *self,
                                                       const vro_ranks *ranks, vro_errors *errors);

#endif
