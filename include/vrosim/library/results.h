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

// As vrosim_simulate_part, with the tables of distributions that near has too taken from it, which
// must outlive the results; NULL: none.
vrosim_status vro_results_simulate_near(vrosim_results **results, const vrosim_scenario *scenario,
                                        const vrosim_options *options, uint64_t first,
                                        const vro_model *near, vrosim_errors *errors);

// What tables and figures are made from; borrowed.
vro_results_view vro_results_view_of_host(const vrosim_results *self);

// A figure of results (vrosim_results_figure).
typedef struct vro_asked_figure {
    const char *name;
    const char *outcome; // of icons (table/drawing.h); NULL: the figure's own
    double width;
    const char *language;
} vro_asked_figure;

vrosim_status vro_results_figure_of_host(char **text, const vrosim_results *results,
                                         const vro_asked_figure *asked, vrosim_errors *errors);

#endif
