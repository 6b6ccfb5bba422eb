// Words that people search parameters, distributions and outcomes for.
#ifndef VROSIM_INPUT_SYNONYMS_H
#define VROSIM_INPUT_SYNONYMS_H

#include "vrosim/core/nearest_name.h"

// Names to look among with these words. names and meanings: [count], borrowed; meanings may be
// NULL.
vro_name_list vro_synonyms_list(const char *const *names, const char *const *meanings,
                                size_t count);

#endif
