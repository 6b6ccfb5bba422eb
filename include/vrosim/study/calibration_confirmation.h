// Whether the rows of a posterior stay what they are with more and other children.
#ifndef VROSIM_STUDY_CALIBRATION_CONFIRMATION_H
#define VROSIM_STUDY_CALIBRATION_CONFIRMATION_H

#include "vrosim/study/calibration.h"

// Fills confirmed_rows and confirmed_shift once the rows are chosen. The status of a signal,
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_confirm(vro_calibration *self,
                                                  vro_point_evaluator *evaluator,
                                                  vro_errors *errors);

#endif
