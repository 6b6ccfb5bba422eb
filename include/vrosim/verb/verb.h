// A verb of the program, `vrosim VERB`; all of them stand in sim/verb/verbs.c.
#ifndef VROSIM_VERB_VERB_H
#define VROSIM_VERB_VERB_H

#include "vrosim/core/error.h"
#include "vrosim/verb/option_set.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct vro_options;

// Options of other verbs that people look for in a verb, and what it has in their place.
typedef struct vro_verb_lack {
    vro_option_set options;
    const char *sentence; // NULL: none
} vro_verb_lack;

typedef struct vro_verb {
    const char *name;
    const char *arguments;   // what follows the options, as in " [TABLE...]"
    const char *summary;     // one line in the list of verbs
    const char *description; // the text of `vrosim VERB --help`
    vro_option_set options;
    vro_verb_lack lacks;
    const char *file;    // the kind of its files: "table"
    size_t least_tables; // how many it needs
    size_t most_tables;  // and how many it takes
    bool shared;         // all ranks of an MPI job perform it together, otherwise rank 0 alone
    // Performs it: results for people go to output, faults to errors.
    vro_status (*perform)(const struct vro_options *options, FILE *output, vro_errors *errors);
    // Adds the faults of its files where the options are at fault, so that nothing is performed;
    // NULL if the verb takes no files.
    void (*inspect)(const struct vro_options *options, vro_errors *errors);
} vro_verb;

// The verb of a name; NULL if no verb has it.
const vro_verb *vro_verb_find(const vro_verb *verbs, size_t count, const char *name);

#endif
