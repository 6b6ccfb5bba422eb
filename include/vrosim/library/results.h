// Results of a host (vrosim.h).
#ifndef VROSIM_LIBRARY_RESULTS_H
#define VROSIM_LIBRARY_RESULTS_H

#include "vrosim.h"
#include "vrosim/core/random_source.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/outcome/tally.h"

#include <stdint.h>

struct vrosim_results {
    vro_scenario scenario; // as it was simulated
    vro_model model;       // of the scenario
    vro_random_source random;
    vro_tally tally;
    uint64_t first; // in the tally: children first .. end - 1
    uint64_t end;
};

// What tables and figures are made from; borrowed.
vro_results_view vro_results_view_of_host(const vrosim_results *self);

#endif
