#include "vrosim/outcome/contrast.h"

#include <math.h>

typedef struct comparison_row {
    const char *name;
    vro_compared (*estimate)(const vro_contrast *self);
} comparison_row;

vro_contrast vro_contrast_load(const vro_tally *tally, size_t strategy, size_t subgroup,
                               vro_outcome_id outcome) {
    return (vro_contrast){
        .outcome = outcome,
        .strategy = vro_sums_moments(&tally->sums, strategy, subgroup, outcome),
        .reference = vro_sums_moments(&tally->sums, 0, subgroup, outcome),
        .pair = vro_sums_pair(&tally->sums, strategy, subgroup, outcome),
        .strategy_error = vro_replicate_error_of_mean(tally, strategy, subgroup, outcome),
        .reference_error = vro_replicate_error_of_mean(tally, 0, subgroup, outcome),
        .pair_error = vro_replicate_error_of_difference(tally, strategy, subgroup, outcome),
        .better_error = vro_replicate_error_of_better(tally, strategy, subgroup, outcome)};
}

void vro_contrast_use_skewness(vro_contrast *self) {
    self->skewed = (int)self->outcome >= (int)VRO_FIRST_ECONOMIC && self->pair.count > 0;
}

bool vro_contrast_has(vro_outcome_id outcome, vro_comparison comparison) {
    const vro_outcome *row = vro_outcome_row(outcome);
    switch (comparison) {
    case VRO_RISK_DIFFERENCE:
    case VRO_RELATIVE_RISK:
    case VRO_NUMBER_NEEDED_TO_TREAT:
        return row->kind == VRO_SHARE;
    case VRO_MEAN_DIFFERENCE:
        return row->kind != VRO_SHARE;
    case VRO_MEAN_RATIO:
        // Healing time exists only in children with an osteotomy, so its means under two strategies
        // are not those of the same children.
        return row->kind != VRO_SHARE && row->lower >= 0 && row->who != VRO_SOME_CHILDREN;
    case VRO_SHARE_BETTER:
        return row->better != VRO_NEITHER;
    default:
        return false;
    }
}

static vro_compared undefined(const vro_contrast *self) {
    return (vro_compared){.paired = vro_estimate_unknown(self->pair.count), .se_unpaired = NAN};
}

// Of the mean under one of the two.
static vro_estimate estimate_mean(const vro_contrast *self, bool reference) {
    const vro_moments *moments = reference ? &self->reference : &self->strategy;
    return self->skewed ? vro_estimate_skewed(self->outcome, moments)
                        : vro_estimate_outcome(self->outcome, moments);
}

// Shares too have the error over n - 1 here, as their differences do.
static vro_estimate mean_of(const vro_contrast *self, bool reference) {
    const vro_moments *moments = reference ? &self->reference : &self->strategy;
    vro_estimate mean = estimate_mean(self, reference);
    const double se = vro_estimate_mean(moments, vro_estimate_scale(self->outcome)).se;
    mean.se = se == 0 ? mean.se : se;
    return vro_estimate_within(
        self->outcome,
        vro_replicate_error_apply(reference ? self->reference_error : self->strategy_error, mean));
}

// A mean with its interval, which is a point where all children have the same.
typedef struct part {
    double value;
    vro_limits interval;
    double variance; // of the mean
    double se;       // its root; NAN where all children have the same
    vro_error_kind kind;
} part;

static part part_of(const vro_contrast *self, bool reference) {
    const vro_estimate mean = mean_of(self, reference);
    const bool same = isnan(mean.lower);
    return (part){mean.value,
                  {same ? mean.value : mean.lower, same ? mean.value : mean.upper},
                  isnan(mean.se) ? 0 : mean.se * mean.se,
                  mean.se,
                  mean.kind};
}

// 0 where one does not vary. Rounding could exceed 1.
static double correlate(double covariance, double variance, double other) {
    const double product = sqrt(variance * other);
    return product > 0 ? fmax(-1, fmin(1, covariance / product)) : 0;
}

// Of the mean difference in the same children.
static double variance_of_difference(const vro_contrast *self) {
    const vro_moments moments = vro_pair_moments(&self->pair);
    const double of_children = vro_estimate_mean(&moments, vro_estimate_scale(self->outcome)).se;
    const double se = self->pair_error.se > 0 ? self->pair_error.se : of_children;
    return se * se;
}

// Where all children differ, the differences do not tell which of them are rare; the means may.
static void widen(const vro_contrast *self, vro_estimate *paired) {
    const part a = part_of(self, false), b = part_of(self, true);
    const double covariance = (a.variance + b.variance - variance_of_difference(self)) / 2;
    const vro_limits between = vro_limits_between(a.value, a.interval, b.value, b.interval,
                                                  correlate(covariance, a.variance, b.variance));
    paired->lower = fmin(paired->lower, between.lower);
    paired->upper = fmax(paired->upper, between.upper);
}

// Mean of the differences d in the same child, standard error sd(d) / sqrt(n) with sd over n - 1,
// of shares too. Unpaired: sqrt(se_strategy^2 + se_reference^2).
static vro_compared difference(const vro_contrast *self) {
    vro_estimate paired =
        vro_replicate_error_apply(self->pair_error, vro_estimate_pair(self->outcome, &self->pair));
    if (vro_outcome_row(self->outcome)->kind == VRO_SHARE && paired.n > 1) {
        paired.lower = fmax(paired.lower, -1);
        paired.upper = fmin(paired.upper, 1);
    }
    if (self->skewed && !isnan(paired.lower) &&
        self->pair.better + self->pair.worse == self->pair.count)
        widen(self, &paired);
    return (vro_compared){.paired = paired,
                          .se_unpaired = hypot(mean_of(self, false).se, mean_of(self, true).se)};
}

// Shares and numbers, and quantities whose means vary apart: from the intervals of the means. Other
// quantities, such as costs with a base that all children have: by way of the difference d, whose
// interval knows who differs. cov(d, b) = cov(a, b) - B.
static vro_limits ratio_interval(const vro_contrast *self, part a, part b, const vro_estimate *d) {
    const bool quantity = vro_outcome_row(self->outcome)->kind == VRO_QUANTITY;
    const double of_d = quantity ? variance_of_difference(self) : d->se * d->se;
    const double covariance = (a.variance + b.variance - of_d) / 2;
    const double of_means = correlate(covariance, a.variance, b.variance);
    const double of_difference = correlate(covariance - b.variance, of_d, b.variance);
    const bool vary = a.variance > 0 && b.variance > 0;
    if (isnan(d->lower))
        return (vro_limits){NAN, NAN};
    if (!quantity || (vary && fabs(of_means) <= fabs(of_difference)))
        return vro_limits_ratio(a.value, a.interval, b.value, b.interval, of_means);
    const vro_limits q = vro_limits_quotient(d->value, (vro_limits){d->lower, d->upper}, b.value,
                                             b.interval, of_difference);
    return (vro_limits){1 + q.lower < 0 ? 0 : 1 + q.lower, 1 + q.upper};
}

// The ratio r = a / b of the means of the strategy and of the reference. A and B are the variances
// of the means, D = A + B - 2 cov that of their difference. The delta method gives var(r) = (A +
// r^2 B - 2 r cov) / b^2 = ((1 - r)(A - r B) + r D) / b^2.
static vro_compared ratio(const vro_contrast *self) {
    const part a = part_of(self, false), b = part_of(self, true);
    const vro_estimate d = difference(self).paired;
    vro_compared compared = undefined(self);
    if (!(b.value > 0))
        return compared;
    const double r = a.value / b.value;
    const double variance = (1 - r) * (a.variance - r * b.variance) + r * d.se * d.se;
    const vro_limits interval = ratio_interval(self, a, b, &d);
    compared.paired.value = r;
    compared.paired.se = sqrt(variance < 0 ? 0 : variance) / b.value;
    compared.paired.lower = interval.lower;
    compared.paired.upper = interval.upper;
    compared.paired.kind = vro_error_kind_weaker(d.kind, vro_error_kind_weaker(a.kind, b.kind));
    compared.se_unpaired = hypot(a.se, r * b.se) / b.value;
    return compared;
}

// 1 / (reference - strategy) = -1 / d; se(d) / d^2 by the delta method and the interval from that
// of d, both where this does not contain 0. Where it does, the number may be infinite, and its
// standard deviation is.
static vro_compared number_needed_to_treat(const vro_contrast *self) {
    const vro_compared risk = difference(self);
    const double reduction = -risk.paired.value;
    vro_compared compared = undefined(self);
    if (reduction == 0 || isnan(reduction))
        return compared;
    compared.paired.value = 1 / reduction;
    if (risk.paired.lower > 0 || risk.paired.upper < 0) {
        compared.paired.se = risk.paired.se / (reduction * reduction);
        compared.paired.kind = risk.paired.kind;
        compared.se_unpaired = risk.se_unpaired / (reduction * reduction);
        compared.paired.lower = -1 / risk.paired.lower;
        compared.paired.upper = -1 / risk.paired.upper;
    }
    return compared;
}

// It is defined by pairs, so there is no unpaired error.
static vro_compared share_better(const vro_contrast *self) {
    vro_estimate share = vro_replicate_error_apply(
        self->better_error, vro_estimate_share(self->pair.better, self->pair.count));
    share.lower = share.lower < 0 ? 0 : share.lower;
    share.upper = share.upper > 1 ? 1 : share.upper;
    return (vro_compared){.paired = share, .se_unpaired = NAN};
}

static const comparison_row comparisons[VRO_COMPARISONS] = {
    [VRO_RISK_DIFFERENCE] = {"risk_difference", difference},
    [VRO_RELATIVE_RISK] = {"relative_risk", ratio},
    [VRO_NUMBER_NEEDED_TO_TREAT] = {"number_needed_to_treat", number_needed_to_treat},
    [VRO_MEAN_DIFFERENCE] = {"mean_difference", difference},
    [VRO_MEAN_RATIO] = {"mean_ratio", ratio},
    [VRO_SHARE_BETTER] = {"share_better", share_better},
};

vro_compared vro_contrast_estimate(const vro_contrast *self, vro_comparison comparison) {
    return comparisons[comparison].estimate(self);
}

const char *vro_comparison_name(vro_comparison comparison) {
    return comparisons[comparison].name;
}
