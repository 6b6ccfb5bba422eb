// A calibration in words, for people.
#ifndef VROSIM_TABLE_CALIBRATION_REPORT_H
#define VROSIM_TABLE_CALIBRATION_REPORT_H

#include "vrosim/study/calibration_results.h"

#include <stdio.h>

// Prints prior and posterior of each parameter, how many figures the posterior means meet, those
// that cannot be reached or contradict others, the studies that pull against each other, and how
// far the samples can be trusted. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_report_print(FILE *stream,
                                                       const vro_calibration *calibration,
                                                       double seconds, vro_errors *errors);

#endif
