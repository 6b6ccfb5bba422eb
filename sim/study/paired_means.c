#include "vrosim/study/paired_means.h"

#include "vrosim/core/vector.h"
#include "vrosim/outcome/replicate_error.h"

#include <math.h>
#include <stdbool.h>

// A change whose variance is less than this share of that of two independent means is rounding.
static const double ROUNDING = 1e-12;

// The four means, in the order of their weights.
enum { LOW_EFFECT, LOW_COST, HIGH_EFFECT, HIGH_COST, MEANS };

// Products of 2^13 pairs of at most 2^24 sum to at most 2^61.
VRO_VECTOR static int64_t sum_known_products(const int32_t *x, const int32_t *y, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        const int both = (x[i] != VRO_NO_VALUE) & (y[i] != VRO_NO_VALUE);
        const int32_t a = both ? x[i] : 0, b = both ? y[i] : 0;
        sum += (int64_t)a * b;
    }
    return sum;
}

void vro_paired_means_add(vro_paired_means *self, const int32_t *const effect[2],
                          const int32_t *const cost[2], size_t n) {
    vro_paired_change_add(&self->effect, effect[0], effect[1], n);
    if (!cost[0])
        return;
    vro_paired_change_add(&self->cost, cost[0], cost[1], n);
    self->low += sum_known_products(effect[0], cost[0], n);
    if (!effect[1])
        return;
    self->high += sum_known_products(effect[1], cost[1], n);
    self->low_effect += sum_known_products(effect[0], cost[1], n);
    self->high_effect += sum_known_products(effect[1], cost[0], n);
}

void vro_paired_means_merge(vro_paired_means *self, const vro_paired_means *other) {
    vro_paired_change_merge(&self->effect, &other->effect);
    vro_paired_change_merge(&self->cost, &other->cost);
    self->low += other->low;
    self->high += other->high;
    self->low_effect += other->low_effect;
    self->high_effect += other->high_effect;
    vro_mean_replicates_merge(&self->replicates, &other->replicates);
}

static const vro_moments *moments_of(const vro_paired_means *self, int mean) {
    const vro_moments *all[MEANS] = {&self->effect.low, &self->cost.low, &self->effect.high,
                                     &self->cost.high};
    return all[mean];
}

void vro_paired_means_end_replicate(vro_paired_means *self) {
    const vro_moments *moments[MEANS];
    for (int i = 0; i < MEANS; i++)
        moments[i] = moments_of(self, i);
    vro_mean_replicates_take(&self->replicates, moments);
}

// Of a mean under the low scenario and one under the high, in steps: the sum over the children who
// have both of (x - mean x)(y - mean y), over the numbers of children of the two means, and with
// n - 1 for n children as variances have it.
static double covariance_across(const vro_paired_means *self, int low, int high) {
    const bool low_effect = low == LOW_EFFECT, high_effect = high == HIGH_EFFECT;
    const vro_paired_change *x = low_effect ? &self->effect : &self->cost;
    const vro_paired_change *y = high_effect ? &self->effect : &self->cost;
    const vro_wide products = low_effect == high_effect ? x->product
                              : low_effect              ? self->low_effect
                                                        : self->high_effect;
    const long double both = (long double)x->both;
    const long double low_n = (long double)x->low.count, high_n = (long double)y->high.count;
    const long double mean_x = (long double)x->low.sum / low_n;
    const long double mean_y = (long double)y->high.sum / high_n;
    const long double about_means = (long double)products - mean_x * (long double)y->high_sum -
                                    mean_y * (long double)x->low_sum + both * mean_x * mean_y;
    return (double)(about_means / low_n / high_n * both / (both - 1));
}

static double covariance_of_children(const vro_paired_means *self, int a, int b) {
    if (a == b) {
        const double se = vro_estimate_mean(moments_of(self, a), 1).se;
        return se * se;
    }
    if (a > b)
        return covariance_of_children(self, b, a);
    if (a < HIGH_EFFECT && b >= HIGH_EFFECT)
        return covariance_across(self, a, b);
    return vro_estimate_covariance(moments_of(self, a), moments_of(self, b),
                                   a == LOW_EFFECT ? self->low : self->high);
}

static double covariance(const vro_paired_means *self, int a, int b) {
    const double between = vro_mean_replicates_covariance(&self->replicates, a, b,
                                                          moments_of(self, a), moments_of(self, b));
    return isnan(between) ? covariance_of_children(self, a, b) : between;
}

// var(sum of w_i m_i) = sum of w_i w_j cov(m_i, m_j).
static double variance(const vro_paired_means *self, const double weights[MEANS]) {
    double sum = 0;
    for (int i = 0; i < MEANS; i++)
        for (int j = 0; j < MEANS; j++)
            if (weights[i] != 0 && weights[j] != 0)
                sum += weights[i] * weights[j] * covariance(self, i, j);
    return sum;
}

// The mean of an outcome under high less that under low: its variance; 0 where it is rounding.
static double variance_of_change(const vro_paired_means *self) {
    const double low = covariance(self, LOW_EFFECT, LOW_EFFECT);
    const double high = covariance(self, HIGH_EFFECT, HIGH_EFFECT);
    const double change = low + high - 2 * covariance(self, LOW_EFFECT, HIGH_EFFECT);
    return change > ROUNDING * (low + high) ? change : 0;
}

// An outcome from independent children, with the error of replicates where there are any.
static vro_estimate with_replicates(const vro_paired_means *self, const vro_measure *measure,
                                    double variance_of_mean, vro_estimate of_children) {
    const uint64_t replicates = self->replicates.count;
    const double se = replicates < VRO_REPLICATES_LEAST
                          ? NAN
                          : sqrt(fmax(0, variance_of_mean)) * vro_estimate_scale(measure->outcome);
    return vro_replicate_error_apply(
        (vro_replicate_error){se, replicates,
                              vro_replicate_error_else(replicates, measure->subgroup)},
        of_children);
}

// A measure at one end, and its derivatives by the two means in steps; NAN where these give no
// error, though there may be a value.
typedef struct derivation {
    double value;
    double effect;
    double cost;
} derivation;

// Whether the 95 % interval of a difference leaves 0 out.
static bool is_clear(const vro_paired_means *self, const vro_measure *measure, int end) {
    const vro_estimate of_children =
        vro_estimate_difference(measure->outcome, moments_of(self, end));
    const vro_estimate difference =
        with_replicates(self, measure, covariance(self, end, end), of_children);
    return difference.lower > 0 || difference.upper < 0;
}

// With the effect e and the cost c: net benefit t e - c; ICER c / e, derivatives -c / e^2 and
// 1 / e; number needed to treat -1 / e, derivative 1 / e^2.
static derivation derive(const vro_paired_means *self, const vro_measure *measure, int end) {
    const vro_moments *effects = moments_of(self, end + LOW_EFFECT);
    const double unit = vro_estimate_scale(measure->outcome);
    const double cost_unit = vro_estimate_scale(VRO_MEASURED_COST);
    const double e = vro_estimate_mean(effects, unit).value;
    const double c = vro_estimate_mean(moments_of(self, end + LOW_COST), cost_unit).value;
    const bool clear = measure->kind == VRO_MEASURED_NET_BENEFIT || is_clear(self, measure, end);
    if (measure->kind == VRO_MEASURED_NET_BENEFIT)
        return (derivation){measure->threshold * e - c, measure->threshold * unit, -cost_unit};
    if (measure->kind == VRO_MEASURED_NUMBER_NEEDED_TO_TREAT && e != 0)
        return (derivation){-1 / e, clear ? unit / (e * e) : NAN, 0};
    if (clear && e > 0 && c > 0)
        return (derivation){c / e, -c / (e * e) * unit, cost_unit / e};
    return (derivation){NAN, NAN, NAN};
}

// An estimate whose variance is known; an error of 0 is not.
static vro_estimate estimate_of(const vro_paired_means *self, const vro_measure *measure,
                                double value, double squared_error, uint64_t n) {
    const uint64_t replicates = self->replicates.count;
    vro_estimate found = vro_estimate_unknown(n);
    found.value = value;
    found.kind = replicates < VRO_REPLICATES_LEAST
                     ? vro_replicate_error_else(replicates, measure->subgroup)
                     : VRO_ERROR_OF_REPLICATES;
    found.se = squared_error > 0 ? sqrt(squared_error) : NAN;
    return found;
}

static vro_estimate outcome_at(const vro_paired_means *self, const vro_measure *measure, int end) {
    const vro_estimate found =
        with_replicates(self, measure, covariance(self, end, end),
                        vro_measure_estimate(measure, moments_of(self, end)));
    return measure->reference == VRO_NO_REFERENCE ? vro_estimate_within(measure->outcome, found)
                                                  : found;
}

// end: LOW_EFFECT or HIGH_EFFECT.
static vro_estimate estimate_at(const vro_paired_means *self, const vro_measure *measure, int end) {
    const vro_moments *effects = moments_of(self, end);
    const derivation found = derive(self, measure, end);
    double weights[MEANS] = {0};
    if (measure->kind == VRO_MEASURED_OUTCOME)
        return outcome_at(self, measure, end);
    if (isnan(found.effect))
        return estimate_of(self, measure, found.value, 0, effects->count);
    weights[end] = found.effect;
    weights[end + 1] = found.cost;
    return estimate_of(self, measure, found.value, variance(self, weights), effects->count);
}

vro_estimate vro_paired_means_low(const vro_paired_means *self, const vro_measure *measure) {
    return estimate_at(self, measure, LOW_EFFECT);
}

vro_estimate vro_paired_means_high(const vro_paired_means *self, const vro_measure *measure) {
    return estimate_at(self, measure, HIGH_EFFECT);
}

vro_estimate vro_paired_means_change(const vro_paired_means *self, const vro_measure *measure) {
    if (measure->kind == VRO_MEASURED_OUTCOME)
        return with_replicates(self, measure, variance_of_change(self),
                               vro_paired_change_change(&self->effect, measure->outcome));
    const derivation low = derive(self, measure, LOW_EFFECT);
    const derivation high = derive(self, measure, HIGH_EFFECT);
    // From benefit to harm a number needed to treat does not pass 0 but infinity.
    if (isnan(low.effect) || isnan(high.effect) ||
        (!vro_measured_has_sign(measure->kind) && low.value * high.value < 0))
        return vro_estimate_unknown(self->effect.both);
    const double weights[MEANS] = {-low.effect, -low.cost, high.effect, high.cost};
    const double of_low = vro_paired_means_low(self, measure).se;
    const double of_high = vro_paired_means_high(self, measure).se;
    const double change = variance(self, weights);
    const bool real = change > ROUNDING * (of_low * of_low + of_high * of_high);
    return estimate_of(self, measure, high.value - low.value, real ? change : 0, self->effect.both);
}
