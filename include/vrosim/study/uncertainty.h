// The uncertain parameters of a scenario: every estimate that has a standard error. Cells of a
// parameter that are the same for several strategies, or at all levels, are one estimate and share
// each draw. Texts are not listed. Estimates without a standard error can be listed as well, to be
// varied in a sensitivity analysis.
#ifndef VROSIM_STUDY_UNCERTAINTY_H
#define VROSIM_STUDY_UNCERTAINTY_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_ESTIMATE_NAME_MAX = 160 }; // bytes, the end of the text included

typedef struct vro_uncertain_parameter {
    char *name; // parameter[.strategy][.gmfcs_N], each part only where cells differ; owned
    vro_parameter_id id;
    size_t strategy; // the first with this estimate
    size_t level;    // 0-based, or VRO_ALL_LEVELS
    vro_family family;
    double value; // mean of the family: the location of the distribution over children, or the
                  // number; of the case mix the share
    double se;    // its standard deviation; 0: not uncertain
    double lower; // limits of the parameter and its distribution: draws beyond them are moved
    double upper; // to the nearest one
} vro_uncertain_parameter;

typedef enum vro_listed_estimates {
    VRO_UNCERTAIN_ESTIMATES, // those with a standard error
    VRO_ALL_ESTIMATES        // every value that a table gives; se is 0 where there is no error
} vro_listed_estimates;

typedef struct vro_uncertainty {
    const vro_scenario *scenario;        // borrowed
    vro_listed_estimates listed;         // which estimates are listed
    vro_uncertain_parameter *parameters; // [count], by dictionary, strategy and level; owned
    size_t count;
    size_t capacity;
    size_t *sharing;    // [strategies][VRO_PARAMETERS]: the first strategy with the same cells
    double mix_size;    // effective sample size of the case mix, in children; 0: not uncertain
    double *factor;     // [count][count], lower Cholesky factor of the correlations; NULL: none
    char *correlations; // their table (study/correlations.h); NULL: none
    double *draws;      // [draw_rows][count] given samples (study/parameter_draws.h), NAN for a
                        // parameter that is not among them; NULL: none
    size_t draw_rows;
    char *draw_table; // their table; NULL: none
} vro_uncertainty;

// Lists the estimates of a scenario, which must outlive self. VRO_BAD_INPUT with one sentence for
// each standard error that its distribution cannot have; VRO_NO_MEMORY. self is then empty. Values
// are sampled only from a list of VRO_UNCERTAIN_ESTIMATES.
VRO_MUST_CHECK vro_status vro_uncertainty_init(vro_uncertainty *self, const vro_scenario *scenario,
                                               vro_listed_estimates listed, vro_errors *errors);

// The number of the parameter with a name; count if there is no such name.
size_t vro_uncertainty_find(const vro_uncertainty *self, const char *name);

// What follows "WORD is unknown" (core/nearest_name.h); "" without memory.
vro_suggestion vro_uncertainty_suggest(const vro_uncertainty *self, const char *word);

// Writes into cells, a copy of the scenario's cells, the distributions of parameter `number` moved
// to a value (vro_distribution_moved): for all strategies and levels that share it.
void vro_uncertainty_set(const vro_uncertainty *self, size_t number, double value, vro_cell *cells);

// Releases everything.
void vro_uncertainty_free(vro_uncertainty *self);

#endif
