// Going on with a run from its tally file.
#ifndef VROSIM_RUN_RESUME_H
#define VROSIM_RUN_RESUME_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/output/part.h"
#include "vrosim/run/options.h"

// Reads options->resume into part and its scenario, which are overwritten and owned by the caller;
// empty on any fault. VRO_BAD_INPUT for a file that is no tally (vro_part_read), and for each table
// and number of the options that is not the one of the file.
VRO_MUST_CHECK vro_status vro_resume_read(const vro_options *options, vro_part *part,
                                          vro_scenario *scenario, vro_errors *errors);

// Refuses to begin anew on a file that holds something else than a finished tally: VRO_BAD_USAGE
// for an unfinished one, without force, and for what is no tally at all; VRO_BAD_INPUT for a tally
// that cannot be read.
VRO_MUST_CHECK vro_status vro_resume_protect(const char *file, bool force, vro_errors *errors);

#endif
