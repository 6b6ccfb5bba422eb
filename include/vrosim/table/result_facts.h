// What files of results say of a study, as texts by name, for checklists: which files there are
// ("psa_summary" is "psa_summary.csv"), the main results, how many published figures the model
// meets, how far a fit can be trusted. What the files do not say has no text.
#ifndef VROSIM_TABLE_RESULT_FACTS_H
#define VROSIM_TABLE_RESULT_FACTS_H

#include "vrosim/core/named_texts.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

// The files that the facts are read from; *count. Static.
const char *const *vro_result_facts_files(size_t *count);

// Sets the facts of all tables. A shortage of memory is kept in facts.
void vro_result_facts_set(vro_named_texts *facts, const vro_result_tables *tables);

#endif
