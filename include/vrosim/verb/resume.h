// Continuing a run from its tally file.
#ifndef VROSIM_VERB_RESUME_H
#define VROSIM_VERB_RESUME_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/shard.h"
#include "vrosim/verb/load_scenario.h"

#include <stdbool.h>
#include <stdint.h>

// What the command line says besides the file; NULL: as in the file. Everything is borrowed.
typedef struct vro_resume_request {
    const char *file;
    const vro_scenario_request *scenario; // tables and strategies
    const vro_scenario_request *children; // a list of children
    const char *reference;
    const uint64_t *seed;
    const uint64_t *stream;
    const uint64_t *sampling; // children of a replicate, however many there are then; 0: PCG32
    const uint64_t *patients;
    const uint64_t *courses;
    const vro_subgroups *subgroups;
    const vro_shard *shard;
} vro_resume_request;

// Reads the file into checkpoint and its scenario, which are overwritten and owned by the caller;
// empty on any fault. VRO_BAD_INPUT for a file that is no tally (vro_checkpoint_file_read), and for
// each table and number of the request that is not the one of the file.
VRO_MUST_CHECK vro_status vro_resume_read(const vro_resume_request *request,
                                          vro_checkpoint *checkpoint, vro_scenario *scenario,
                                          vro_errors *errors);

// Whether there is no file, or an empty one, which may be replaced.
bool vro_resume_is_empty(const char *file);

// Refuses to begin `next` on a file that holds what may still be wanted: VRO_BAD_USAGE for a tally
// that is not finished or a finished shard of another run, without force, and for a file that is
// not a tally; VRO_BAD_INPUT for a tally that cannot be read.
VRO_MUST_CHECK vro_status vro_resume_protect(const char *file, const vro_checkpoint *next,
                                             bool force, vro_errors *errors);

#endif
