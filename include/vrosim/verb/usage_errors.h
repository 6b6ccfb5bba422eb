// Faults of words of the command line that are not understood.
#ifndef VROSIM_VERB_USAGE_ERRORS_H
#define VROSIM_VERB_USAGE_ERRORS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/verb.h"

#include <stdbool.h>
#include <stddef.h>

// Adds the fault of a word that argp refused as an option: it is unknown (then the nearest option
// is named, the verb that has it, or the parameter that it means), it shortens several options, or
// its value is missing or not allowed. set holds the options of verb, which may be NULL.
void vro_usage_errors_option(const char *word, const vro_verb *verb, vro_option_set set,
                             const vro_verb *verbs, size_t count, vro_errors *errors);

// Whether a word is not an option of a set, but the full name of one of another verb. argp would
// take it for a shortened one: run --patient for run --patients.
bool vro_usage_errors_is_foreign(const char *word, vro_option_set set, const vro_verb *verbs,
                                 size_t count);

// The option of a set that a refused word probably means; VRO_OPTIONS if none is near.
vro_option_id vro_usage_errors_nearest(const char *word, vro_option_set set);

// The verb that an unknown word probably means; NULL if none is near, or it means an option.
const vro_verb *vro_usage_errors_nearest_verb(const char *word, const vro_verb *verbs,
                                              size_t count);

// Adds the fault of a word that is not a verb, and the nearest verb; word is NULL if the line
// has no word. Returns VRO_BAD_USAGE.
vro_status vro_usage_errors_verb(const char *word, const vro_verb *verbs, size_t count,
                                 vro_errors *errors);

#endif
