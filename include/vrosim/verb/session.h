// The skeleton of all verbs that simulate and leave results: open, simulate, write, commit, close.
// What differs between them is in their tables of steps.
#ifndef VROSIM_VERB_SESSION_H
#define VROSIM_VERB_SESSION_H

#include "vrosim/core/error.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/results_folder.h"
#include "vrosim/verb/interrupt.h"
#include "vrosim/verb/progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

// What the command line says about any session. All pointers are borrowed.
typedef struct vro_session_options {
    const char *out;     // results folder; NULL: a temporary one that is removed in the end
    bool force;          // replace a folder that does not hold results
    bool quiet;          // print neither report nor progress
    bool shared;         // all ranks of an MPI job do it together
    int threads;         // of each rank; 0: one for each core
    const char *command; // command line, for the manifest
    bool record_host;    // there, too
    FILE *output;        // for the report
    // Files that are read, which must not be in the results folder; NULL: none.
    const char *const *tables; // [table_count]
    size_t table_count;
    const char *correlations;
    const char *draws;
    const char *children;
    const char *prior;
    const char *resumed;
} vro_session_options;

// What is simulated. All pointers are borrowed.
typedef struct vro_workload {
    const vro_specification *specification; // for the manifest
    const vro_scenario *scenario;
    const char *unit;       // what is counted: "children", "samples"
    uint64_t units;         // to simulate, with those of an earlier run
    uint64_t unit_children; // children in one unit
    uint64_t earlier;       // units that an earlier run has done
    uint64_t pieces;        // that threads can work on at the same time
    bool counts_earlier;    // the pool is told of the earlier units as they are passed over
    bool estimated;         // units is a guess
    bool shard;             // the results are one file (write_shard), not a folder
    const char *last_step;  // after all units: "the courses were written"; NULL: nothing
    // What is left after a signal or a fault.
    const char *checkpoint_path; // file that holds what is done; NULL: none
    const char *resume_command;  // continues from it; NULL if out of memory
    const char *advice;          // how to keep something the next time; NULL: nothing to say
} vro_workload;

typedef struct vro_session vro_session;

typedef vro_status vro_session_step(void *study, vro_session *session, vro_errors *errors);

// The steps of a session, in the order in which they are called; NULL if there is nothing to do.
typedef struct vro_session_steps {
    // For vro_session_replay alone: a zeroed study becomes that of a specification.
    vro_status (*take)(void *study, const vro_specification *specification, vro_errors *errors);
    vro_workload (*workload)(const void *study);
    // Releases the study; returns status, or a fault of its own where that is VRO_OK.
    vro_status (*free)(void *study, vro_status status, vro_errors *errors);
    vro_session_step *reserve;     // every rank: memory for the results; the model is ready
    vro_session_step *open;        // rank 0: its files beside those of the session
    vro_session_step *simulate;    // every rank; ends with vro_session_simulated
    vro_session_step *write;       // rank 0: the tables, to session->folder.files
    vro_session_step *print;       // rank 0: the report, to session->options.output
    vro_session_step *write_shard; // rank 0: the file of a shard, in place of write and print
} vro_session_steps;

struct vro_session {
    vro_session_options options;
    const vro_session_steps *steps; // static
    void *study;                    // that the steps work on, borrowed
    vro_ranks ranks;
    vro_workload workload;
    vro_interrupt stop;
    vro_model model; // of the workload's scenario
    vro_pool pool;   // threads of this rank, which reserve may lower; counts children
    vro_results_folder folder;
    vro_progress progress;
    time_t started;
    double seconds; // of the simulation
};

// Begins a session and, where it is shared, joins the ranks of the job.
void vro_session_begin(vro_session *self, const vro_session_options *options,
                       const vro_session_steps *steps, void *study);

// Whether this is rank 0, which writes and prints.
bool vro_session_is_first(const vro_session *self);

// Simulates a workload, writes its results, puts them in place and prints the report. Every rank
// must call it. All that can be refused is refused before anything is simulated; from then on
// signals wait. The status of a signal with a sentence that says what is kept.
VRO_MUST_CHECK vro_status vro_session_perform(vro_session *self, const vro_workload *workload,
                                              vro_errors *errors);

// A whole session, which simulates what a manifest describes and compares the files with those of
// the manifest. study is zeroed; it is released. VRO_BAD_OUTPUT, with one sentence a file, where
// any differs. Where options->out names a folder the files are put there, also those that differ.
// For one rank.
VRO_MUST_CHECK vro_status vro_session_replay(const vro_session_options *options,
                                             const vro_session_steps *steps, void *study,
                                             const vro_manifest *manifest, vro_errors *errors);

// Ends the progress and takes the time of a simulation that ended with status; after a signal, or a
// fault that can be put right, says how to continue. Returns status.
VRO_MUST_CHECK vro_status vro_session_simulated(vro_session *self, vro_status status,
                                                vro_errors *errors);

// Removes what is not finished and releases everything but the study. In a job of several ranks
// adds which of them failed with status.
void vro_session_close(vro_session *self, vro_status status, vro_errors *errors);

#endif
