// What the manifest of a validation or calibration says of its evidence, as texts by name: how many
// published figures of how many studies, and what they are for.
#ifndef VROSIM_TABLE_EVIDENCE_FACTS_H
#define VROSIM_TABLE_EVIDENCE_FACTS_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/report_texts.h"

struct json_t;

// Sets targets, studies, fit and holdout from the object of an analysis; none where it has no
// evidence. VRO_BAD_INPUT, naming file; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evidence_facts_set(vro_named_texts *facts,
                                                 const struct json_t *analysis, const char *file,
                                                 vro_language language, vro_errors *errors);

#endif
