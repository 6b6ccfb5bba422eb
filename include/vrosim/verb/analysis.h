// What analyses that simulate the same children again and again have in common: signals, threads,
// the model of the scenario as it is, the folder of results and its manifest.
#ifndef VROSIM_VERB_ANALYSIS_H
#define VROSIM_VERB_ANALYSIS_H

#include "vrosim/core/error.h"
#include "vrosim/model/model.h"
#include "vrosim/simulate/interrupt.h"
#include "vrosim/simulate/progress.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/results_folder.h"
#include "vrosim/verb/options.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

// What is to be done.
typedef struct vro_workload {
    const vro_scenario *scenario;
    uint64_t patients; // children of a run
    uint64_t runs;     // of all these children under all strategies
    const char *word;  // what runs are called: "samples"
    bool estimated;    // whether runs is a guess
    uint64_t pieces;   // that threads can work on at a time
} vro_workload;

// Zeroed but for the first four, which the caller sets; every part may still be zero when it is
// closed.
typedef struct vro_analysis {
    const vro_options *options; // borrowed, like out
    vro_ranks ranks;
    const char *out; // folder of the results; NULL: they are not kept
    bool folderless; // no folder is made at all: the results are one file
    int threads;     // of this rank
    vro_workload workload;
    vro_interrupt stop;
    vro_model model;           // of the workload's scenario
    vro_results_folder folder; // of rank 0
    vro_progress progress;
    time_t started;
    double seconds; // of the simulation
} vro_analysis;

// The numbers that options ask for; usual: of children, where they do not say.
vro_numbers vro_analysis_numbers(const vro_options *options, uint64_t usual);

// Whether this rank writes and speaks.
bool vro_analysis_is_first(const vro_analysis *self);

// Makes ready. All that can be refused is refused here, before anything is simulated; from here on
// signals wait, and the progress counts children.
VRO_MUST_CHECK vro_status vro_analysis_open(vro_analysis *self, const vro_workload *workload,
                                            vro_errors *errors);

// Ends the progress once all is simulated, or status has broken that off; rank 0 says how far a
// signal let it come.
void vro_analysis_finish(vro_analysis *self, vro_status status, vro_errors *errors);

// Writes the manifest of the files in the temporary folder, which are complete. For rank 0.
VRO_MUST_CHECK vro_status vro_analysis_record(const vro_analysis *self,
                                              const vro_specification *specification,
                                              vro_errors *errors);

// Compares the files with the outputs of a manifest (vro_manifest_compare) and puts them in place,
// also those that differ, where they are kept.
VRO_MUST_CHECK vro_status vro_analysis_compare(vro_analysis *self, const vro_manifest *manifest,
                                               vro_errors *errors);

// Removes what is not finished and releases everything; safe on an analysis that was not opened.
void vro_analysis_close(vro_analysis *self);

#endif
