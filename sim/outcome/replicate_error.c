#include "vrosim/outcome/replicate_error.h"

#include <math.h>

vro_error_kind vro_replicate_error_else(uint64_t replicates, size_t subgroup) {
    if (replicates == 0)
        return VRO_ERROR_OF_CHILDREN;
    return subgroup == 0 ? VRO_ERROR_AT_MOST : VRO_ERROR_APPROXIMATE;
}

static vro_replicate_error unknown(uint64_t replicates, size_t subgroup) {
    return (vro_replicate_error){NAN, replicates, vro_replicate_error_else(replicates, subgroup)};
}

// Sums over all replicates.
typedef struct ratio {
    long double y, z;
    long double yy, yz, zz;
} ratio;

static vro_replicate_error error_of(uint64_t replicates, ratio of, size_t subgroup, double scale) {
    const long double n = (long double)replicates, q = of.y / of.z;
    if (replicates < VRO_REPLICATES_LEAST || !(of.z > 0))
        return unknown(replicates, subgroup);
    const long double squares = of.yy - q * (2 * of.yz - q * of.zz);
    const long double variance = squares > 0 ? squares * n / (n - 1) : 0;
    vro_replicate_error self = unknown(replicates, subgroup);
    self.se = (double)(sqrtl(variance) / of.z) * scale;
    return self;
}

static long double product(const vro_tally *tally, size_t strategy, size_t subgroup,
                           vro_outcome_id outcome, vro_replicate_product which) {
    return (long double)vro_replicates_product(&tally->replicates, strategy, subgroup, outcome,
                                               which);
}

static long double between(const vro_tally *tally, size_t a, size_t b, size_t subgroup,
                           vro_outcome_id outcome) {
    return (long double)vro_replicates_between(&tally->replicates, a, b, subgroup, outcome);
}

vro_replicate_error vro_replicate_error_of_mean(const vro_tally *tally, size_t strategy,
                                                size_t subgroup, vro_outcome_id outcome) {
    const vro_moments all = vro_sums_moments(&tally->sums, strategy, subgroup, outcome);
    const ratio of = {.y = (long double)all.sum,
                      .z = (long double)all.count,
                      .yy = between(tally, strategy, strategy, subgroup, outcome),
                      .yz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_SN),
                      .zz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_NN)};
    return error_of(tally->replicates.count, of, subgroup, vro_estimate_scale(outcome));
}

// Every child has the outcome that counts the event.
vro_replicate_error vro_replicate_error_of_expected(const vro_tally *tally, size_t strategy,
                                                    size_t subgroup, vro_rare_event event) {
    const vro_expected_events *expected = &tally->expected;
    const vro_expected_sums all = vro_expected_events_sums(expected, strategy, subgroup, event);
    const vro_expected_products products =
        vro_expected_events_products(expected, strategy, subgroup, event);
    const ratio of = {
        .y = (long double)all.sum,
        .z = (long double)vro_tally_children(tally, subgroup),
        .yy = (long double)products.ss,
        .yz = (long double)products.sn,
        .zz = product(tally, strategy, subgroup, vro_rare_event_outcome(event), VRO_REPLICATE_NN)};
    return error_of(tally->replicates.count, of, subgroup, ldexp(1, -VRO_CHANCE_BITS));
}

vro_replicate_error vro_replicate_error_of_difference(const vro_tally *tally, size_t strategy,
                                                      size_t subgroup, vro_outcome_id outcome) {
    const vro_pair all = vro_sums_pair(&tally->sums, strategy, subgroup, outcome);
    const ratio of = {.y = (long double)all.difference,
                      .z = (long double)all.count,
                      .yy = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_DD),
                      .yz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_DM),
                      .zz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_MM)};
    return error_of(tally->replicates.count, of, subgroup, vro_estimate_scale(outcome));
}

vro_replicate_error vro_replicate_error_of_better(const vro_tally *tally, size_t strategy,
                                                  size_t subgroup, vro_outcome_id outcome) {
    const vro_pair all = vro_sums_pair(&tally->sums, strategy, subgroup, outcome);
    const ratio of = {.y = (long double)all.better,
                      .z = (long double)all.count,
                      .yy = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_BB),
                      .yz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_BM),
                      .zz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_MM)};
    return error_of(tally->replicates.count, of, subgroup, 1);
}

// (s - t)^2 = s^2 + t^2 - 2 s t, (s - t) n = s n - t n.
vro_replicate_error vro_replicate_error_between(const vro_tally *tally, size_t strategy,
                                                size_t other, size_t subgroup,
                                                vro_outcome_id outcome) {
    const vro_moments a = vro_sums_moments(&tally->sums, strategy, subgroup, outcome);
    const vro_moments b = vro_sums_moments(&tally->sums, other, subgroup, outcome);
    if (!vro_replicates_know_between(&tally->replicates) || a.count != b.count)
        return unknown(tally->replicates.count, subgroup);
    const ratio of = {.y = (long double)(a.sum - b.sum),
                      .z = (long double)a.count,
                      .yy = between(tally, strategy, strategy, subgroup, outcome) +
                            between(tally, other, other, subgroup, outcome) -
                            2 * between(tally, strategy, other, subgroup, outcome),
                      .yz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_SN) -
                            product(tally, other, subgroup, outcome, VRO_REPLICATE_SN),
                      .zz = product(tally, strategy, subgroup, outcome, VRO_REPLICATE_NN)};
    return error_of(tally->replicates.count, of, subgroup, vro_estimate_scale(outcome));
}

// sum (x - p n)(y - q n) = sum x y - p sum y n - q sum x n + p q sum n n, of p = sum x / sum n.
double vro_replicate_error_covariance(const vro_tally *tally, size_t strategy, size_t subgroup,
                                      vro_trade_off_id id, bool difference) {
    const vro_trade_off *row = vro_trade_off_row(id);
    const vro_replicates *all = &tally->replicates;
    const vro_replicate_product with_n = difference ? VRO_REPLICATE_DM : VRO_REPLICATE_SN;
    const vro_pair x = vro_sums_pair(&tally->sums, strategy, subgroup, row->effect);
    const vro_pair y = vro_sums_pair(&tally->sums, strategy, subgroup, row->cost);
    const vro_moments effect = vro_sums_moments(&tally->sums, strategy, subgroup, row->effect);
    const vro_moments cost = vro_sums_moments(&tally->sums, strategy, subgroup, row->cost);
    const long double r = (long double)all->count, n = (long double)effect.count;
    if (all->count < VRO_REPLICATES_LEAST || effect.count == 0)
        return NAN;
    const long double p = (long double)(difference ? x.difference : effect.sum) / n;
    const long double q = (long double)(difference ? y.difference : cost.sum) / n;
    const long double products =
        (long double)vro_replicates_trade_off(all, strategy, subgroup, id, difference) -
        p * product(tally, strategy, subgroup, row->cost, with_n) -
        q * product(tally, strategy, subgroup, row->effect, with_n) +
        p * q * product(tally, strategy, subgroup, row->effect, VRO_REPLICATE_NN);
    return (double)(products / n / n * r / (r - 1)) * vro_estimate_scale(row->effect) *
           vro_estimate_scale(row->cost);
}

// Student's 97.5 % quantile from so many replicates over the normal one, for every estimate of a
// run: to 2e-5 from eight (Abramowitz and Stegun 1964, 26.7.5).
static double student_factor(uint64_t replicates) {
    const double z = VRO_NORMAL_975, s = z * z, v = (double)replicates - 1;
    const double first = (s + 1) / 4, second = ((5 * s + 16) * s + 3) / 96;
    const double third = (((3 * s + 19) * s + 17) * s - 15) / 384;
    const double fourth = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
    return 1 + (first + (second + (third + fourth / v) / v) / v) / v;
}

vro_estimate vro_replicate_error_apply(vro_replicate_error self, vro_estimate estimate) {
    estimate.kind = self.else_kind;
    if (!(self.se > 0) || !(estimate.se > 0))
        return estimate;
    const double factor = self.se / estimate.se * student_factor(self.replicates);
    estimate.lower = estimate.value - factor * (estimate.value - estimate.lower);
    estimate.upper = estimate.value + factor * (estimate.upper - estimate.value);
    estimate.se = self.se;
    estimate.kind = VRO_ERROR_OF_REPLICATES;
    return estimate;
}
