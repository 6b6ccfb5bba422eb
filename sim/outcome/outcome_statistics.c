#include "vrosim/outcome/outcome_statistics.h"

#include <math.h>

typedef struct statistic_row {
    const char *name;
    double probability; // of quantiles
} statistic_row;

static const statistic_row statistics[VRO_STATISTICS] = {
    [VRO_MEAN] = {"mean", 0},  [VRO_EXPECTED] = {"expected", 0}, [VRO_SD] = {"sd", 0},
    [VRO_P05] = {"p05", 0.05}, [VRO_P25] = {"p25", 0.25},        [VRO_P50] = {"p50", 0.5},
    [VRO_P75] = {"p75", 0.75}, [VRO_P95] = {"p95", 0.95},
};

vro_status vro_outcome_statistics_init(vro_outcome_statistics *self, vro_errors *errors) {
    *self = (vro_outcome_statistics){0};
    return vro_histogram_init(&self->histogram, errors);
}

void vro_outcome_statistics_free(vro_outcome_statistics *self) {
    vro_histogram_free(&self->histogram);
}

static void load_expected(vro_outcome_statistics *self, const vro_tally *tally, size_t strategy,
                          size_t subgroup) {
    const vro_rare_event event = vro_rare_event_of(self->outcome);
    if (event == VRO_RARE_EVENTS)
        return;
    const vro_expected_sums sums =
        vro_expected_events_sums(&tally->expected, strategy, subgroup, event);
    self->expected = (vro_moments){
        .count = vro_tally_children(tally, subgroup), .sum = sums.sum, .square = sums.square};
    self->expected_error = vro_replicate_error_of_expected(tally, strategy, subgroup, event);
}

void vro_outcome_statistics_load(vro_outcome_statistics *self, const vro_tally *tally,
                                 size_t strategy, size_t subgroup, vro_outcome_id outcome) {
    self->outcome = outcome;
    self->moments = vro_sums_moments(&tally->sums, strategy, subgroup, outcome);
    self->mean_error = vro_replicate_error_of_mean(tally, strategy, subgroup, outcome);
    load_expected(self, tally, strategy, subgroup);
    if (vro_outcome_row(outcome)->kind == VRO_QUANTITY)
        vro_histogram_load(&self->histogram, tally, strategy, subgroup, outcome);
}

bool vro_outcome_statistics_has(vro_outcome_id outcome, vro_statistic statistic) {
    if (statistic == VRO_EXPECTED)
        return vro_rare_event_of(outcome) != VRO_RARE_EVENTS;
    return statistic == VRO_MEAN || vro_outcome_row(outcome)->kind == VRO_QUANTITY;
}

static vro_estimate mean(const vro_outcome_statistics *self) {
    const vro_outcome *row = vro_outcome_row(self->outcome);
    const vro_estimate of_children = row->kind == VRO_QUANTITY
                                         ? vro_estimate_skewed(self->outcome, &self->moments)
                                         : vro_estimate_outcome(self->outcome, &self->moments);
    return vro_estimate_within(self->outcome,
                               vro_replicate_error_apply(self->mean_error, of_children));
}

vro_estimate vro_outcome_statistics_mean(const vro_tally *tally, size_t strategy, size_t subgroup,
                                         vro_outcome_id outcome) {
    const vro_outcome_statistics self = {
        .outcome = outcome,
        .moments = vro_sums_moments(&tally->sums, strategy, subgroup, outcome),
        .mean_error = vro_replicate_error_of_mean(tally, strategy, subgroup, outcome)};
    return mean(&self);
}

static vro_estimate expected(const vro_outcome_statistics *self) {
    return vro_replicate_error_apply(self->expected_error, vro_estimate_expected(&self->expected));
}

// Where all values are equal, the sums give that value for every quantile; the histogram would
// spread it over an interval.
static vro_estimate quantile(const vro_outcome_statistics *self, double probability) {
    const vro_estimate middle = vro_estimate_outcome(self->outcome, &self->moments);
    if (isnan(middle.se))
        return middle;
    return vro_histogram_quantile(&self->histogram, probability);
}

// Replicates tell the errors of means. Of Sobol points others are taken as of independent children.
vro_estimate vro_outcome_statistics_estimate(const vro_outcome_statistics *self,
                                             vro_statistic statistic) {
    if (statistic == VRO_MEAN)
        return mean(self);
    if (statistic == VRO_EXPECTED)
        return expected(self);
    vro_estimate of_children =
        statistic == VRO_SD ? vro_estimate_sd(&self->moments, vro_estimate_scale(self->outcome))
                            : quantile(self, statistics[statistic].probability);
    of_children.kind = self->mean_error.else_kind;
    return of_children;
}

const char *vro_statistic_name(vro_statistic statistic) {
    return statistics[statistic].name;
}
