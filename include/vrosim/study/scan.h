// The points of a sensitivity analysis that are known beforehand: the estimates, both ends of every
// range, every point of the grid.
#ifndef VROSIM_STUDY_SCAN_H
#define VROSIM_STUDY_SCAN_H

#include "vrosim/core/error.h"
#include "vrosim/study/paired_run.h"
#include "vrosim/study/sensitivity.h"

#include <stdint.h>

// Scenarios that vro_scan_run simulates.
uint64_t vro_scan_scenarios(const vro_sensitivity *results);

// Fills base, bars and points of results for the ranges and the grid that it holds. Errors as of
// vro_paired_run_run.
VRO_MUST_CHECK vro_status vro_scan_run(vro_sensitivity *results, vro_paired_run *run,
                                       vro_errors *errors);

#endif
