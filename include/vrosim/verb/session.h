// From an order to a folder of results, or to a tally file: what `run` and `merge` share.
#ifndef VROSIM_VERB_SESSION_H
#define VROSIM_VERB_SESSION_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/interrupt.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/simulate/rank_rounds.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/table/results_folder.h"
#include "vrosim/verb/options.h"

#include <stdio.h>
#include <time.h>

// All that it holds; every part may still be zero when it is closed. The first group is set by the
// caller, who gives part and scenario away.
typedef struct vro_session {
    const vro_options *options; // borrowed
    vro_ranks ranks;
    vro_checkpoint checkpoint;   // of rank 0: what is to be done, and what is done already
    vro_scenario scenario;       // of rank 0: the part's
    const char *out;             // the folder of the results; NULL: a temporary one; borrowed
    const char *checkpoint_path; // a file to keep up to date, or NULL; borrowed
    const char *tally; // the file that the part becomes in the end; NULL for a folder; borrowed

    vro_interrupt stop;
    vro_results_folder folder;
    vro_model model;
    vro_course_rows courses;
    vro_progress progress;
    vro_rank_rounds work;
    time_t started;
    double seconds; // of the simulation
} vro_session;

// Gives every rank the part of rank 0 and its scenario. Every rank must call it.
VRO_MUST_CHECK vro_status vro_session_share(vro_session *self, vro_errors *errors);

// Makes ready. All that can be refused is refused here, before anything is simulated; from here on
// signals wait.
VRO_MUST_CHECK vro_status vro_session_open(vro_session *self, vro_errors *errors);

// The children that are in the part; at ranks other than 0 only until it is opened.
uint64_t vro_session_done(const vro_session *self);

// Simulates what the part lacks of a range of blocks. VRO_INTERRUPTED and VRO_TERMINATED with a
// sentence of how to go on.
VRO_MUST_CHECK vro_status vro_session_simulate(vro_session *self, vro_interval blocks,
                                               vro_errors *errors);

// Writes all results to the temporary folder. For rank 0, whose part must have all blocks planned.
VRO_MUST_CHECK vro_status vro_session_write(vro_session *self, vro_errors *errors);

// Writes the results, puts them in place and prints the summary; or writes the tally file. A signal
// no longer changes anything.
VRO_MUST_CHECK vro_status vro_session_finish(vro_session *self, FILE *output, vro_errors *errors);

// Removes what is not finished and releases everything; safe on a zeroed session. Returns status,
// or what else went wrong.
VRO_MUST_CHECK vro_status vro_session_close(vro_session *self, vro_status status,
                                            vro_errors *errors);

#endif
