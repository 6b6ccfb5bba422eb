// One outcome under one strategy in one subgroup, and the statistics of it.
#ifndef VROSIM_OUTCOME_OUTCOME_STATISTICS_H
#define VROSIM_OUTCOME_OUTCOME_STATISTICS_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/histogram.h"
#include "vrosim/outcome/replicate_error.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>

// In the order of summary.csv.
typedef enum vro_statistic {
    VRO_MEAN,
    VRO_EXPECTED, // of rare events: the mean from their probabilities (outcome/expected_events.h)
    VRO_SD,
    VRO_P05,
    VRO_P25,
    VRO_P50,
    VRO_P75,
    VRO_P95,
    VRO_STATISTICS
} vro_statistic;

typedef struct vro_outcome_statistics {
    vro_outcome_id outcome;
    vro_moments moments;
    vro_replicate_error mean_error;
    vro_moments expected; // of rare events only, in 2^-VRO_CHANCE_BITS, like the next
    vro_replicate_error expected_error;
    vro_histogram histogram; // of quantities only
} vro_outcome_statistics;

// Allocates for any outcome. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_outcome_statistics_init(vro_outcome_statistics *self,
                                                      vro_errors *errors);

void vro_outcome_statistics_free(vro_outcome_statistics *self);

// Loads an outcome under a strategy in a subgroup (input/subgroups.h).
void vro_outcome_statistics_load(vro_outcome_statistics *self, const vro_tally *tally,
                                 size_t strategy, size_t subgroup, vro_outcome_id outcome);

// Whether an outcome has the statistic: shares and numbers have a mean, and those that count rare
// events their expectation; quantities have all the others.
bool vro_outcome_statistics_has(vro_outcome_id outcome, vro_statistic statistic);

// The estimate of a statistic that the outcome has, in the outcome's unit.
vro_estimate vro_outcome_statistics_estimate(const vro_outcome_statistics *self,
                                             vro_statistic statistic);

// The mean alone, without what the other statistics need.
vro_estimate vro_outcome_statistics_mean(const vro_tally *tally, size_t strategy, size_t subgroup,
                                         vro_outcome_id outcome);

// "mean", "sd", "p05" and so on. Static.
const char *vro_statistic_name(vro_statistic statistic);

#endif
