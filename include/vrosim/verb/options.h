// The command line as it was understood.
#ifndef VROSIM_VERB_OPTIONS_H
#define VROSIM_VERB_OPTIONS_H

#include "vrosim/core/error.h"
#include "vrosim/input/subgroups.h"
#include "vrosim/model/block.h"
#include "vrosim/simulate/precision_target.h"
#include "vrosim/simulate/run_size.h"
#include "vrosim/simulate/shard.h"
#include "vrosim/verb/option.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vro_verb;

typedef struct vro_options {
    const struct vro_verb *verb; // NULL where help or the version of the program was asked for; the
                                 // nearest where the verb is unknown
    unsigned given;              // set of the options that were there: 1u << vro_option_id
    unsigned refused;            // those among them that were at fault, misspelt ones included
    bool help;
    bool version;
    vro_random_source random;
    vro_run_size size;
    uint64_t patient;       // of explain, counted from 0
    uint64_t threads;       // 0: as many as OpenMP offers
    const char *strategies; // "A,B"; NULL: all
    vro_subgroups subgroups;
    const char *out;             // the folder of the results, or the file of a shard
    const char *checkpoint_path; // file to keep up to date; NULL: none
    uint64_t every;              // seconds between two checkpoints
    const char *resume;          // file to go on from; NULL: none
    vro_shard shard;
    vro_precision_target target;
    uint64_t samples;         // of psa
    const char *correlations; // table of correlations between uncertain parameters; NULL: none
    vro_outcome_id effect;    // outcome of psa_effects.csv, where it was given
    const char *thresholds;   // of the scenario's first trade-off; NULL: as usual
    const char *groups;       // of parameters whose value is asked for; NULL: families only
    const char *range;        // spans of sensitivity, of its
    const char *grid;         // grid and
    const char *threshold;    // searches; NULL: none
    const char *outcome;      // outcomes that it looks at; NULL: the usual ones
    const char *between;      // "A,B", whose difference it takes; NULL: each against the first
    bool force;               // replace a folder that does not hold results
    bool quiet;
    bool csv;            // the dictionary as a table for programs
    const char **tables; // [table_count], the array owned, the texts borrowed from argv
    size_t table_count;
    char *command; // the command line as a shell would take it, owned
} vro_options;

// Reads argv, which must outlive self and ends with NULL. verbs[verb_count] are the verbs to choose
// from. All faults are added to errors; returns VRO_BAD_USAGE on any, or VRO_NO_MEMORY. With
// faults, too, self holds what could be read. An option with a value may be given once. It is safe
// to free in any case.
VRO_MUST_CHECK vro_status vro_options_parse(vro_options *self, const struct vro_verb *verbs,
                                            size_t verb_count, int argc, char **argv,
                                            vro_errors *errors);

// Whether an option was on the command line.
bool vro_options_given(const vro_options *self, vro_option_id id);

// Releases what self owns; safe on a zeroed object, and twice.
void vro_options_free(vro_options *self);

#endif
