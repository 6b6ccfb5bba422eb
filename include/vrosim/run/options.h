// The command line: every option is one row of the table in sim/run/options.c, which drives
// reading, checking, --help and the manual.
#ifndef VROSIM_RUN_OPTIONS_H
#define VROSIM_RUN_OPTIONS_H

#include "vrosim/core/error.h"
#include "vrosim/run/plan.h"
#include "vrosim/run/shard.h"
#include "vrosim/run/target.h"

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vro_verb;

typedef enum vro_option_id {
    VRO_OPTION_PATIENTS,
    VRO_OPTION_SEED,
    VRO_OPTION_STREAM,
    VRO_OPTION_THREADS,
    VRO_OPTION_OUT,
    VRO_OPTION_FORCE,
    VRO_OPTION_STRATEGIES,
    VRO_OPTION_COURSES,
    VRO_OPTION_QUIET,
    VRO_OPTION_CHECKPOINT,
    VRO_OPTION_EVERY,
    VRO_OPTION_RESUME,
    VRO_OPTION_SHARD,
    VRO_OPTION_TARGET_SE,
    VRO_OPTION_SAMPLES,
    VRO_OPTION_CORRELATIONS,
    VRO_OPTION_EFFECT,
    VRO_OPTION_CSV,
    VRO_OPTION_PATIENT,
    VRO_OPTION_STRATEGY,
    VRO_OPTION_HELP,
    VRO_OPTION_VERSION,
    VRO_OPTIONS
} vro_option_id;

// What becomes of an option's argument: a switch is set, a text borrowed, all else read and
// checked.
typedef enum vro_taking {
    VRO_TAKE_SWITCH,
    VRO_TAKE_TEXT,
    VRO_TAKE_COUNT,
    VRO_TAKE_SHARD,
    VRO_TAKE_TARGET,
    VRO_TAKE_EFFECT
} vro_taking;

typedef struct vro_option {
    const char *name;     // without the dashes
    const char *argument; // "N", "DIR"; NULL where it takes none
    vro_taking taking;
    size_t field;   // where in vro_options: bool, const char *, uint64_t, ...
    uint64_t lower; // of a count
    uint64_t upper;
    const char *help;
} vro_option;

// The row of an option; id below VRO_OPTIONS. Static, never freed.
const vro_option *vro_option_row(vro_option_id id);

typedef struct vro_options {
    const struct vro_verb *verb; // NULL where help or the version of the program was asked for; the
                                 // nearest where the verb is unknown
    unsigned given;              // set of the options that were there: 1u << vro_option_id
    unsigned refused;            // those among them that were at fault, misspelt ones included
    bool help;
    bool version;
    vro_plan plan;
    uint64_t patient;       // of explain, counted from 0
    uint64_t threads;       // as plan.threads
    const char *strategies; // "A,B"; NULL: all
    const char *out;        // the folder of the results, or the file of a shard
    const char *checkpoint; // file to keep up to date; NULL: none
    uint64_t every;         // seconds between two checkpoints
    const char *resume;     // file to go on from; NULL: none
    vro_shard shard;
    vro_target target;
    uint64_t samples;         // of psa
    const char *correlations; // table of correlations between uncertain parameters; NULL: none
    vro_outcome_id effect;    // outcome of psa_effects.csv
    bool force;               // replace a folder that does not hold results
    bool quiet;
    bool csv;            // the dictionary as a table for programs
    const char **tables; // [table_count], the array owned, the texts borrowed from argv
    size_t table_count;
    char *command; // the command line as a shell would take it, owned
} vro_options;

// The options of a set as argp wants them, with an empty row at the end.
void vro_options_argp(unsigned set, struct argp_option rows[VRO_OPTIONS + 1]);

// Reads argv, which must outlive self and ends with NULL. verbs[verb_count] are the verbs to choose
// from. All faults are added to errors; returns VRO_BAD_USAGE on any, or VRO_NO_MEMORY. With
// faults, too, self holds what could be read. It is safe to free in any case.
VRO_MUST_CHECK vro_status vro_options_parse(vro_options *self, const struct vro_verb *verbs,
                                            size_t verb_count, int argc, char **argv,
                                            vro_errors *errors);

// Releases what self owns; safe on a zeroed object, and twice.
void vro_options_free(vro_options *self);

#endif
