// What to say about a word of the command line that is not understood.
#ifndef VROSIM_VERB_USAGE_ERRORS_H
#define VROSIM_VERB_USAGE_ERRORS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/verb.h"

#include <stddef.h>

// Adds the fault of a word that argp refused as an option: unknown (with the nearest, or with the
// verb that has it), a short form of several, a value missing or too much. set are the options that
// verb has; verb may be NULL.
void vro_usage_errors_option(const char *word, const vro_verb *verb, unsigned set,
                             vro_errors *errors);

// The option of a set (not empty) that a refused word was most likely meant to be.
vro_option_id vro_usage_errors_nearest(const char *word, unsigned set);

// The verb that a word which is none was most likely meant to be.
const vro_verb *vro_usage_errors_nearest_verb(const char *word, const vro_verb *verbs,
                                              size_t count);

// Adds the fault of a word that is no verb, with the nearest; word is NULL where there was none.
// Returns VRO_BAD_USAGE.
vro_status vro_usage_errors_verb(const char *word, const vro_verb *verbs, size_t count,
                                 vro_errors *errors);

#endif
