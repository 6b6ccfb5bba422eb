// Evidence inside a manifest, so that an analysis can be repeated from that file alone.
#ifndef VROSIM_SIMULATE_EVIDENCE_JSON_H
#define VROSIM_SIMULATE_EVIDENCE_JSON_H

#include "vrosim/input/evidence.h"

struct json_t;

// Writes the lines of the targets, studies and their tables, and of the user's tables, into an
// object. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_write_json(const vro_evidence *self,
                                                  const vro_text_files *tables,
                                                  struct json_t *object, vro_errors *errors);

// Reads what vro_evidence_write_json wrote. VRO_BAD_INPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_read_json(vro_evidence *self, vro_text_files *tables,
                                                 const struct json_t *object, vro_errors *errors);

#endif
