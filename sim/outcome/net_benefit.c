#include "vrosim/outcome/net_benefit.h"

#include "vrosim/outcome/replicate_error.h"

#include <math.h>

// The two outcomes of a trade-off as they were tallied, under a strategy or of its differences.
typedef struct sums {
    vro_moments effect;
    vro_moments cost;
    vro_wide products; // sum of effect * cost
} sums;

static vro_estimate negated(vro_estimate estimate) {
    return (vro_estimate){.value = -estimate.value,
                          .se = estimate.se,
                          .lower = -estimate.upper,
                          .upper = -estimate.lower,
                          .n = estimate.n};
}

static vro_net_benefit net_benefit_of(const sums *all, vro_trade_off_id id) {
    const vro_trade_off *row = vro_trade_off_row(id);
    const int sign = vro_trade_off_sign(id);
    const double scale = vro_estimate_scale(row->effect), unit = vro_estimate_scale(row->cost);
    const vro_estimate effect = vro_estimate_mean(&all->effect, scale);
    const double covariance = vro_estimate_covariance(&all->effect, &all->cost, all->products);
    return (vro_net_benefit){.effect = sign > 0 ? effect : negated(effect),
                             .cost = vro_estimate_mean(&all->cost, unit),
                             .covariance = sign * scale * unit * covariance};
}

// Where a mean does not vary from child to child it has no error, and from replicates neither.
static bool tells(vro_replicate_error self, const vro_estimate *of_children) {
    return self.se > 0 || (!isnan(self.se) && of_children->se == 0);
}

// Replaces the errors of children, which of Sobol points are upper bounds, where replicates tell
// all three.
static vro_net_benefit from_replicates(vro_net_benefit self, vro_replicate_error effect,
                                       vro_replicate_error cost, double covariance) {
    if (effect.replicates == 0)
        return self;
    self.kind = effect.else_kind;
    if (!tells(effect, &self.effect) || !tells(cost, &self.cost))
        return self;
    self.effect = vro_replicate_error_apply(effect, self.effect);
    self.cost = vro_replicate_error_apply(cost, self.cost);
    self.covariance = covariance;
    self.kind = VRO_ERROR_OF_REPLICATES;
    return self;
}

vro_net_benefit vro_net_benefit_make(const vro_tally *tally, size_t strategy, size_t subgroup,
                                     vro_trade_off_id id) {
    const vro_trade_off *row = vro_trade_off_row(id);
    const sums all = {vro_sums_moments(&tally->sums, strategy, subgroup, row->effect),
                      vro_sums_moments(&tally->sums, strategy, subgroup, row->cost),
                      vro_tally_trade_off_products(tally, strategy, subgroup, id).product};
    return from_replicates(net_benefit_of(&all, id),
                           vro_replicate_error_of_mean(tally, strategy, subgroup, row->effect),
                           vro_replicate_error_of_mean(tally, strategy, subgroup, row->cost),
                           vro_trade_off_sign(id) * vro_replicate_error_covariance(
                                                        tally, strategy, subgroup, id, false));
}

static vro_moments differences(const vro_tally *tally, size_t strategy, size_t subgroup,
                               vro_outcome_id outcome) {
    const vro_pair pair = vro_sums_pair(&tally->sums, strategy, subgroup, outcome);
    return vro_pair_moments(&pair);
}

vro_net_benefit vro_net_benefit_difference(const vro_tally *tally, size_t strategy, size_t subgroup,
                                           vro_trade_off_id id) {
    if (strategy == 0)
        return (vro_net_benefit){0};
    const vro_trade_off *row = vro_trade_off_row(id);
    const sums all = {differences(tally, strategy, subgroup, row->effect),
                      differences(tally, strategy, subgroup, row->cost),
                      vro_tally_trade_off_products(tally, strategy, subgroup, id).difference};
    return from_replicates(
        net_benefit_of(&all, id),
        vro_replicate_error_of_difference(tally, strategy, subgroup, row->effect),
        vro_replicate_error_of_difference(tally, strategy, subgroup, row->cost),
        vro_trade_off_sign(id) *
            vro_replicate_error_covariance(tally, strategy, subgroup, id, true));
}

// Standard error of the paired difference of two strategies, whose products are kept or of which
// one is strategy 0: sum (a - b)^2 = sum a^2 + sum b^2 - 2 sum a b.
static double error_between(const vro_tally *tally, const size_t pair[2], size_t subgroup,
                            vro_outcome_id outcome) {
    const double scale = vro_estimate_scale(outcome);
    if (pair[0] == 0 || pair[1] == 0) {
        const vro_moments paired = differences(tally, pair[0] + pair[1], subgroup, outcome);
        return vro_estimate_mean(&paired, scale).se;
    }
    const vro_moments a = vro_sums_moments(&tally->sums, pair[0], subgroup, outcome);
    const vro_moments b = vro_sums_moments(&tally->sums, pair[1], subgroup, outcome);
    const vro_wide product = vro_strategy_products_product(&tally->strategy_products, pair[0],
                                                           pair[1], subgroup, outcome);
    const vro_moments paired = {
        .count = a.count, .sum = a.sum - b.sum, .square = a.square + b.square - 2 * product};
    return vro_estimate_mean(&paired, scale).se;
}

// Standard errors of a difference are at most the sums of the errors of what is subtracted: of the
// two means, or of their differences from strategy 0.
static vro_net_benefit_errors upper_bounds(const vro_tally *tally, const size_t pair[2],
                                           size_t subgroup, vro_trade_off_id id) {
    const vro_net_benefit a = vro_net_benefit_make(tally, pair[0], subgroup, id);
    const vro_net_benefit b = vro_net_benefit_make(tally, pair[1], subgroup, id);
    const vro_net_benefit from = vro_net_benefit_difference(tally, pair[0], subgroup, id);
    const vro_net_benefit to = vro_net_benefit_difference(tally, pair[1], subgroup, id);
    return (vro_net_benefit_errors){
        .effect = fmin(a.effect.se + b.effect.se, from.effect.se + to.effect.se),
        .cost = fmin(a.cost.se + b.cost.se, from.cost.se + to.cost.se),
        .kind = VRO_ERROR_AT_MOST};
}

// As if children were independent, which is an upper bound where they are of replicates.
static vro_net_benefit_errors errors_of_children(const vro_tally *tally, size_t strategy,
                                                 size_t other, size_t subgroup,
                                                 vro_trade_off_id id) {
    const vro_trade_off *row = vro_trade_off_row(id);
    const size_t pair[2] = {strategy, other};
    if (strategy == other)
        return (vro_net_benefit_errors){0};
    if (strategy > 0 && other > 0 &&
        !(vro_strategy_products_have(&tally->strategy_products, row->effect) &&
          vro_strategy_products_have(&tally->strategy_products, row->cost)))
        return upper_bounds(tally, pair, subgroup, id);
    return (vro_net_benefit_errors){.effect = error_between(tally, pair, subgroup, row->effect),
                                    .cost = error_between(tally, pair, subgroup, row->cost)};
}

vro_net_benefit_errors vro_net_benefit_errors_between(const vro_tally *tally, size_t strategy,
                                                      size_t other, size_t subgroup,
                                                      vro_trade_off_id id) {
    vro_net_benefit_errors errors = errors_of_children(tally, strategy, other, subgroup, id);
    if (tally->replicates.count == 0 || strategy == other)
        return errors;
    const vro_trade_off *row = vro_trade_off_row(id);
    const vro_replicate_error effect =
        vro_replicate_error_between(tally, strategy, other, subgroup, row->effect);
    const vro_replicate_error cost =
        vro_replicate_error_between(tally, strategy, other, subgroup, row->cost);
    if (effect.se > 0 && cost.se > 0)
        return (vro_net_benefit_errors){effect.se, cost.se, VRO_ERROR_OF_REPLICATES};
    errors.kind = effect.else_kind;
    return errors;
}

// t E - C with the variance t^2 var(E) + var(C) - 2 t cov(E, C).
vro_expectation vro_net_benefit_value(const vro_net_benefit *self, double threshold) {
    const double effect = threshold * self->effect.se, cost = self->cost.se;
    const double variance = effect * effect + cost * cost - 2 * threshold * self->covariance;
    return (vro_expectation){.value = threshold * self->effect.value - self->cost.value,
                             .se = sqrt(variance < 0 ? 0 : variance)};
}

vro_expectation vro_net_benefit_as_health(vro_expectation net_benefit, double threshold) {
    if (threshold == 0)
        return (vro_expectation){NAN, NAN};
    return (vro_expectation){net_benefit.value / threshold, net_benefit.se / fabs(threshold)};
}
