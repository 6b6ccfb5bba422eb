// A small run in memory, for the checks of `verify`: the default with some settings, on so many
// threads, in one piece or in shards.
#ifndef VROSIM_STUDY_TRIAL_RUN_H
#define VROSIM_STUDY_TRIAL_RUN_H

#include "vrosim/core/error.h"
#include "vrosim/core/random_source.h"
#include "vrosim/file/digest.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/outcome/tally.h"

#include <stdint.h>

enum { VRO_TRIAL_SETTINGS = 24 };

typedef struct vro_trial {
    // Over the default, one a line, each ended, as --set takes them; at most VRO_TRIAL_SETTINGS;
    // NULL: none.
    const char *settings;
    const char *strategies; // "A,B"; NULL: all
    const char *subgroups;  // as --subgroups takes them; NULL: none
    vro_random_source random;
    uint64_t children;
} vro_trial;

typedef struct vro_trial_run {
    vro_scenario scenario;
    vro_model model; // of the scenario
    vro_random_source random;
    vro_tally tally; // of its children so far
} vro_trial_run;

// Loads and prepares; the tally is empty. VRO_BAD_INPUT, VRO_BAD_USAGE, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_trial_run_open(vro_trial_run *self, const vro_trial *trial,
                                             vro_errors *errors);

// Simulates children into the tally, which it empties before. shards 0 or 1: in one piece;
// otherwise each shard has a tally of its own, and these are merged. threads 0: one a core.
VRO_MUST_CHECK vro_status vro_trial_run_simulate(vro_trial_run *self, const vro_trial *trial,
                                                 int threads, uint64_t shards, vro_errors *errors);

// Opens and simulates in one piece.
VRO_MUST_CHECK vro_status vro_trial_run_make(vro_trial_run *self, const vro_trial *trial,
                                             vro_errors *errors);

// The scenario and the tally, as tables read them.
vro_results_view vro_trial_run_view(const vro_trial_run *self);

// The digest of the tally, 64 hexadecimal digits. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_trial_run_digest(const vro_trial_run *self,
                                               char digest[VRO_DIGEST_TEXT], vro_errors *errors);

void vro_trial_run_close(vro_trial_run *self);

#endif
