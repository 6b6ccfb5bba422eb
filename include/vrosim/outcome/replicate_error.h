// Standard errors from the spread of replicates of scrambled Sobol points (outcome/replicates.h).
// With the sums y and z of a replicate, and R replicates, the ratio q = sum y / sum z of all has
// the variance R / (R - 1) sum (y - q z)^2 / (sum z)^2: of a mean y is the sum of an outcome and z
// the number of children, so that the last replicate may be short and a subgroup of any size.
#ifndef VROSIM_OUTCOME_REPLICATE_ERROR_H
#define VROSIM_OUTCOME_REPLICATE_ERROR_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/tally.h"

#include <stddef.h>
#include <stdint.h>

// From fewer replicates no error is known. That of as many independent children, which an estimate
// has without this, is then an upper bound.
enum { VRO_REPLICATES_LEAST = 8 };

typedef struct vro_replicate_error {
    double se;                // in the unit of the outcome; NAN: not known
    uint64_t replicates;      // of the run; 0: its children are independent
    vro_error_kind else_kind; // of what independent children would have, where se is not known
} vro_replicate_error;

// Of what independent children would have: for all children of a run with Sobol points an upper
// bound. Those of a subgroup are a slice of the points, which for a few figures is less even than
// chance.
vro_error_kind vro_replicate_error_else(uint64_t replicates, size_t subgroup);

// Of the mean of an outcome.
vro_replicate_error vro_replicate_error_of_mean(const vro_tally *tally, size_t strategy,
                                                size_t subgroup, vro_outcome_id outcome);

// Of its expectation from probabilities (outcome/expected_events.h).
vro_replicate_error vro_replicate_error_of_expected(const vro_tally *tally, size_t strategy,
                                                    size_t subgroup, vro_rare_event event);

// Of its mean difference from strategy 0 in the same children, and of the share of children who are
// better off; strategy > 0.
vro_replicate_error vro_replicate_error_of_difference(const vro_tally *tally, size_t strategy,
                                                      size_t subgroup, vro_outcome_id outcome);
vro_replicate_error vro_replicate_error_of_better(const vro_tally *tally, size_t strategy,
                                                  size_t subgroup, vro_outcome_id outcome);

// Of the difference of the means of an outcome that every child has, under any two strategies.
vro_replicate_error vro_replicate_error_between(const vro_tally *tally, size_t strategy,
                                                size_t other, size_t subgroup,
                                                vro_outcome_id outcome);

// The covariance of the mean effect and the mean cost of a trade-off, which every child has or
// none, or of their mean differences from strategy 0; in their units. NAN: not known.
double vro_replicate_error_covariance(const vro_tally *tally, size_t strategy, size_t subgroup,
                                      vro_trade_off_id id, bool difference);

// Gives an estimate from as many independent children the error from replicates, where it is known:
// its interval keeps its form and is multiplied by the ratio of the errors and by that of Student's
// to the normal limit. Where it is not known, or replicates do not differ, the estimate is that of
// independent children, and its kind says so.
vro_estimate vro_replicate_error_apply(vro_replicate_error self, vro_estimate estimate);

#endif
