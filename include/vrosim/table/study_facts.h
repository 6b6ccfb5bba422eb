// What the manifest of a folder of results says of its study, as texts by name: "patients" is
// "20,000", "reference" is "soft_tissue". A fact that a study does not have (samples, of a run) has
// no text. Methods (table/methods_text.h) and checklists are written from them. The manifest may be
// of any version.
#ifndef VROSIM_TABLE_STUDY_FACTS_H
#define VROSIM_TABLE_STUDY_FACTS_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

struct json_t;

// Reads the facts of a manifest, numbers as the language writes them, and adds its parameters as
// the table parameters.csv. VRO_BAD_INPUT, naming file, where its parameters are no table;
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_facts_read(vro_named_texts *facts, vro_result_tables *tables,
                                               const struct json_t *manifest, const char *file,
                                               vro_language language, vro_errors *errors);

#endif
