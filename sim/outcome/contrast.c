#include "vrosim/outcome/contrast.h"

#include <math.h>

typedef struct comparison_row {
    const char *name;
    vro_compared (*estimate)(const vro_contrast *self);
} comparison_row;

vro_contrast vro_contrast_load(const vro_tally *tally, size_t strategy, size_t subgroup,
                               vro_outcome_id outcome) {
    return (vro_contrast){.outcome = outcome,
                          .strategy = vro_sums_moments(&tally->sums, strategy, subgroup, outcome),
                          .reference = vro_sums_moments(&tally->sums, 0, subgroup, outcome),
                          .pair = vro_sums_pair(&tally->sums, strategy, subgroup, outcome)};
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

// Shares too have the error over n - 1 here, as their differences do.
static vro_estimate mean_of(const vro_contrast *self, const vro_moments *moments) {
    vro_estimate mean = vro_estimate_outcome(self->outcome, moments);
    const double se = vro_estimate_mean(moments, vro_estimate_scale(self->outcome)).se;
    mean.se = se == 0 ? mean.se : se;
    return mean;
}

// Mean of the differences d in the same child, standard error sd(d) / sqrt(n) with sd over n - 1,
// of shares too. Unpaired: sqrt(se_strategy^2 + se_reference^2).
static vro_compared difference(const vro_contrast *self) {
    vro_estimate paired = vro_estimate_pair(self->outcome, &self->pair);
    if (vro_outcome_row(self->outcome)->kind == VRO_SHARE && paired.n > 1) {
        paired.lower = fmax(paired.lower, -1);
        paired.upper = fmin(paired.upper, 1);
    }
    return (vro_compared){.paired = paired,
                          .se_unpaired = hypot(mean_of(self, &self->strategy).se,
                                               mean_of(self, &self->reference).se)};
}

// The ratio r = a / b of the means of the strategy and of the reference. A and B are the variances
// of the means, D = A + B - 2 cov that of their difference. The delta method gives var(r) = (A +
// r^2 B - 2 r cov) / b^2 = ((1 - r)(A - r B) + r D) / b^2. Interval: vro_limits_ratio.
static vro_compared ratio(const vro_contrast *self) {
    const vro_estimate a = mean_of(self, &self->strategy);
    const vro_estimate b = mean_of(self, &self->reference);
    const double d = difference(self).paired.se;
    vro_compared compared = undefined(self);
    if (!(b.value > 0))
        return compared;
    const double r = a.value / b.value;
    const double variance = (1 - r) * (a.se * a.se - r * b.se * b.se) + r * d * d;
    const double correlation = (a.se * a.se + b.se * b.se - d * d) / (2 * a.se * b.se);
    const vro_limits interval =
        vro_limits_ratio(a.value, (vro_limits){a.lower, a.upper}, b.value,
                         (vro_limits){b.lower, b.upper}, correlation > 1 ? 1 : correlation);
    compared.paired.value = r;
    compared.paired.se = sqrt(variance < 0 ? 0 : variance) / b.value;
    compared.paired.lower = interval.lower;
    compared.paired.upper = interval.upper;
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
        compared.se_unpaired = risk.se_unpaired / (reduction * reduction);
        compared.paired.lower = -1 / risk.paired.lower;
        compared.paired.upper = -1 / risk.paired.upper;
    }
    return compared;
}

// It is defined by pairs, so there is no unpaired error.
static vro_compared share_better(const vro_contrast *self) {
    return (vro_compared){.paired = vro_estimate_share(self->pair.better, self->pair.count),
                          .se_unpaired = NAN};
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
