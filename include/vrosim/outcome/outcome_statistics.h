// One outcome under one strategy in one subgroup, and the statistics of it.
#ifndef VROSIM_OUTCOME_OUTCOME_STATISTICS_H
#define VROSIM_OUTCOME_OUTCOME_STATISTICS_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/histogram.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stddef.h>

// In the order of summary.csv.
typedef enum vro_statistic {
    VRO_MEAN,
    VRO_SD,
    VRO_P05,
    VRO_P25,
    VRO_P50,
    VRO_P75,
    VRO_P95,
    VRO_STATISTICS
} vro_statistic;

typedef struct vro_sample {
    vro_outcome_id outcome;
    vro_moments moments;
    vro_histogram histogram; // of quantities only
} vro_sample;

// Takes room for any outcome. VRO_NO_MEMORY leaves self safe to free.
VRO_MUST_CHECK vro_status vro_sample_init(vro_sample *self, vro_errors *errors);

// Releases everything; safe on a zeroed sample, and twice.
void vro_sample_free(vro_sample *self);

// Fetches an outcome of a subgroup (input/subgroups.h).
void vro_sample_load(vro_sample *self, const vro_tally *tally, size_t strategy, size_t subgroup,
                     vro_outcome_id outcome);

// Whether the outcome has the statistic: shares and numbers have a mean only.
bool vro_sample_has(const vro_sample *self, vro_statistic statistic);

// The estimate of a statistic that the outcome has, in the outcome's unit.
vro_estimate vro_sample_estimate(const vro_sample *self, vro_statistic statistic);

// "mean", "sd", "p05" and so on. Static.
const char *vro_statistic_name(vro_statistic statistic);

#endif
