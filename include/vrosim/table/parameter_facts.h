// What a table of parameters (parameters.csv) says of a study, as texts by name: who the children
// are, what each strategy does, for how long, at which prices, on which sources.
#ifndef VROSIM_TABLE_PARAMETER_FACTS_H
#define VROSIM_TABLE_PARAMETER_FACTS_H

#include "vrosim/core/named_texts.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

// Sets the facts. strategies: [count], in the order of the results. A shortage of memory is kept
// in facts.
void vro_parameter_facts_set(vro_named_texts *facts, const vro_result_table *parameters,
                             const char *const *strategies, size_t count, vro_language language);

#endif
