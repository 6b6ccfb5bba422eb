// Continuing a calibration from its file (study/calibration_checkpoint.h).
#ifndef VROSIM_VERB_CALIBRATE_RESUME_H
#define VROSIM_VERB_CALIBRATE_RESUME_H

#include "vrosim/study/calibration_checkpoint.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/options.h"

// Reads the file of --resume into a checkpoint and its plan; both are overwritten, and owned by the
// caller. VRO_BAD_INPUT for a file that is not the checkpoint of a calibration, and for each table
// and number of the options that is not the one of the file; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibrate_resume_read(const vro_options *options,
                                                    vro_calibrate_plan *plan,
                                                    vro_calibration_checkpoint *checkpoint,
                                                    vro_errors *errors);

// Refuses to begin a calibration on a file that holds what may still be wanted: VRO_BAD_USAGE for a
// calibration that is not finished, without force, and for a file of another kind; VRO_BAD_INPUT
// for one that cannot be read.
VRO_MUST_CHECK vro_status vro_calibrate_resume_protect(const char *file, bool force,
                                                       vro_errors *errors);

#endif
