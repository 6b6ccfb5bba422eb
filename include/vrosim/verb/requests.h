// From the options of the command line to what the modules below a verb take.
#ifndef VROSIM_VERB_REQUESTS_H
#define VROSIM_VERB_REQUESTS_H

#include "vrosim/core/error.h"
#include "vrosim/verb/analysis_plan.h"
#include "vrosim/verb/evidence_plan.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/session.h"

#include <stdint.h>
#include <stdio.h>

// For a session that keeps its results in options->out; output is for its report.
vro_session_options vro_request_session(const vro_options *options, FILE *output);

// For the scenario of the tables. The folder is checked unless the verb takes none, or it was at
// fault itself.
vro_scenario_request vro_request_scenario(const vro_options *options);

// For an analysis; children: where options do not say how many.
vro_analysis_request vro_request_analysis(const vro_options *options, uint64_t children);

// Says in a specification how its results are written, where the options do.
void vro_request_format(const vro_options *options, vro_specification *specification);

// For a verb over published figures; children of a study: where options do not say how many.
vro_evidence_request vro_request_evidence(const vro_options *options, uint64_t children);

// Adds the faults of the folder where reading the files ended with bad input or usage. Returns
// status.
vro_status vro_request_inspect_folder(const vro_options *options, vro_status status,
                                      vro_errors *errors);

// The name of the file that a shard becomes, owned by the caller: the folder of results, else the
// file that is resumed, else "shard-I-of-N.tally". NULL if out of memory (reported).
char *vro_request_shard_file(const vro_options *options, vro_errors *errors);

#endif
