// The command line, read.
#ifndef VROSIM_VERB_OPTIONS_H
#define VROSIM_VERB_OPTIONS_H

#include "vrosim/core/error.h"
#include "vrosim/input/setting.h"
#include "vrosim/input/subgroups.h"
#include "vrosim/model/block.h"
#include "vrosim/simulate/precision_target.h"
#include "vrosim/simulate/run_size.h"
#include "vrosim/simulate/shard.h"
#include "vrosim/table/report_texts.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/option_set.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/sensitivity_plan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vro_verb;

typedef struct vro_options {
    const struct vro_verb *verb; // NULL for help or the version of the program; the nearest verb
                                 // where the verb is unknown
    vro_option_set given;        // on the command line
    vro_option_set refused;      // those of them that are at fault, misspelt ones included
    bool help;
    bool version;
    vro_random_source random;
    vro_run_size size;
    uint64_t patient;       // of explain, counted from 0
    const char *where;      // conditions on the children to explain; NULL: patient alone
    uint64_t number;        // of children to explain
    uint64_t threads;       // 0: one for each core
    const char *strategies; // "A,B"; NULL: all
    const char *reference;  // NULL: the first one
    vro_subgroups subgroups;
    const char *child;           // attributes of every child; NULL: none
    const char *children;        // file of a list of children; NULL: none
    const char *out;             // the folder of the results, or the file of a shard
    const char *checkpoint_path; // file to keep up to date; NULL: none
    uint64_t every;              // seconds between two checkpoints
    const char *resume;          // file to continue from; NULL: none
    vro_shard shard;
    vro_precision_target target;
    vro_psa_questions psa;    // its correlations and draws are not read yet, but for their files:
    const char *correlations; // table of correlations between uncertain parameters; NULL: none
    const char *draws;        // table of given samples of uncertain parameters; NULL: none
    vro_sensitivity_questions sensitivity;
    vro_calibrate_questions calibrate;
    const char *between_study; // of validate: a number or "estimate"; NULL: the usual
    bool force;                // replace a folder that does not hold results
    bool quiet;
    bool record_host;      // the manifest names the host and the command as it was typed
    bool decimal_commas;   // in the files of results
    bool report;           // beside the results
    const char *compare;   // folder of other results, for a report; NULL: none
    const char *figures;   // "incidence,children"; NULL: all
    uint64_t width;        // of figures, mm
    bool full;             // of verify: also the checks that take minutes
    const char *answers;   // file of answers to a checklist; NULL: none
    vro_language language; // of reports and descriptions
    bool csv;              // the dictionary as a table for programs
    vro_setting *settings; // [setting_count], the array and the places owned
    size_t setting_count;
    const char **tables; // [table_count], the array owned, the texts borrowed from argv
    size_t table_count;
    char *command;           // the command line as a shell would take it, owned
    char *published_command; // the same without the folders of absolute paths, owned
} vro_options;

// Releases what self owns.
void vro_options_free(vro_options *self);

#endif
