// What a sensitivity analysis measures: of each chosen outcome the mean under every strategy, and
// paired differences between strategies, in all children and in every subgroup.
#ifndef VROSIM_STUDY_MEASURES_H
#define VROSIM_STUDY_MEASURES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/outcome/estimate.h"

#include <stddef.h>

#define VRO_NO_REFERENCE ((size_t)-1)

typedef struct vro_measure {
    size_t strategy;
    size_t reference;       // strategy that it is compared with; VRO_NO_REFERENCE: the mean itself
    size_t column;          // of the outcome, in vro_measures.outcomes
    vro_outcome_id outcome; // the same
    size_t subgroup;        // of the scenario's (input/subgroups.h)
} vro_measure;

// Outcomes, each once, in the order in which they were named.
typedef struct vro_outcome_list {
    vro_outcome_id ids[VRO_OUTCOMES];
    size_t count;
} vro_outcome_list;

// Two strategies to compare: strategy - reference.
typedef struct vro_strategy_pair {
    size_t strategy;
    size_t reference;
} vro_strategy_pair;

typedef struct vro_measures {
    const vro_scenario *scenario; // borrowed
    vro_outcome_set set;          // the outcomes that the scenario has
    vro_outcome_list outcomes;    // those that are measured
    vro_measure *rows; // [count], owned: by subgroup, outcome, strategy, mean before difference
    size_t count;
} vro_measures;

// Lists the measures of outcomes that the scenario has. pair NULL: every strategy is compared with
// the first. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_measures_init(vro_measures *self, const vro_scenario *scenario,
                                            const vro_outcome_list *outcomes,
                                            const vro_strategy_pair *pair, vro_errors *errors);

// A measure from the sums over children: a mean, or a difference.
vro_estimate vro_measure_estimate(const vro_measure *self, const vro_moments *moments);

// Writes the cells scenario, strategy, reference, subgroup, outcome and statistic. The statistic is
// that of summary.csv or contrasts.csv.
void vro_measure_write(const vro_measure *self, const vro_measures *measures,
                       vro_csv_writer *writer);

// Releases the rows.
void vro_measures_free(vro_measures *self);

#endif
