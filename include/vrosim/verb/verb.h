// The verbs of the program: what `vrosim VERB` can be told to do. One row each in sim/verb/verb.c.
#ifndef VROSIM_VERB_VERB_H
#define VROSIM_VERB_VERB_H

#include "vrosim/core/error.h"
#include "vrosim/verb/options.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct vro_verb {
    const char *name;
    const char *arguments;   // what follows the options, as in " [TABLE...]"
    const char *summary;     // one line in the list of verbs
    const char *description; // the text of `vrosim VERB --help`
    unsigned options;        // the set of its options: 1u << vro_option_id
    const char *file;        // what the files are that it takes: "table"
    size_t least_tables;     // and how many
    size_t most_tables;      // of them
    bool shared;             // the ranks of an MPI job do it together, else rank 0 alone
    // Does it. What people asked for goes to output, faults to errors.
    vro_status (*perform)(const vro_options *options, FILE *output, vro_errors *errors);
    // Names the faults of the files that options name, where the options are at fault themselves
    // and nothing can be done; NULL where the verb takes no files.
    void (*inspect)(const vro_options *options, vro_errors *errors);
} vro_verb;

// All verbs, *count of them. Static, never freed.
const vro_verb *vro_verb_table(size_t *count);

// The verb of a name; NULL when there is none.
const vro_verb *vro_verb_find(const vro_verb *verbs, size_t count, const char *name);

#endif
