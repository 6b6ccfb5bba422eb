// The mean effect and cost of a strategy in the simulated children, and its net benefit with its
// Monte Carlo error.
#ifndef VROSIM_OUTCOME_NET_BENEFIT_H
#define VROSIM_OUTCOME_NET_BENEFIT_H

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/tally.h"

#include <stddef.h>

typedef struct vro_net_benefit {
    vro_estimate effect; // more is better: minus the outcome where less of it is
    vro_estimate cost;
    double covariance;   // of the two means
    vro_error_kind kind; // of the errors of both and of the covariance
} vro_net_benefit;

// Of a strategy in a subgroup that has children, all of whom have both outcomes.
vro_net_benefit vro_net_benefit_make(const vro_tally *tally, size_t strategy, size_t subgroup,
                                     vro_trade_off_id id);

// Of a strategy less strategy 0, in the same children; 0 without error for strategy 0.
vro_net_benefit vro_net_benefit_difference(const vro_tally *tally, size_t strategy, size_t subgroup,
                                           vro_trade_off_id id);

// Monte Carlo standard errors of the differences of a strategy from another one.
typedef struct vro_net_benefit_errors {
    double effect;
    double cost;
    vro_error_kind kind; // of both
} vro_net_benefit_errors;

// From replicates of Sobol points (outcome/replicates.h) where they tell both. Otherwise paired by
// child where one of the two is strategy 0, or where the products of the two are kept
// (outcome/strategy_products.h), else upper bounds: the errors of the two means added, or those of
// their differences from strategy 0, whichever are less.
vro_net_benefit_errors vro_net_benefit_errors_between(const vro_tally *tally, size_t strategy,
                                                      size_t other, size_t subgroup,
                                                      vro_trade_off_id id);

// Net monetary benefit, threshold * effect - cost, in units of the cost, with its Monte Carlo error
// sqrt(threshold^2 var(effect) + var(cost) - 2 threshold cov(effect, cost)).
vro_expectation vro_net_benefit_value(const vro_net_benefit *self, double threshold);

// Net health benefit in units of effect, net monetary benefit / threshold; NAN at a threshold of 0.
vro_expectation vro_net_benefit_as_health(vro_expectation net_benefit, double threshold);

#endif
