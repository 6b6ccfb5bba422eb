#include "vrosim/study/paired_change.h"

#include "vrosim/core/vector.h"

#include <math.h>

// 2^13 squares of numbers of at most 2^24 sum to at most 2^61.
VRO_VECTOR static void add_scenario(const int32_t *x, size_t n, vro_moments *moments) {
    int64_t sum = 0, square = 0;
    int32_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const int32_t known = x[i] != VRO_NO_VALUE ? x[i] : 0;
        count += x[i] != VRO_NO_VALUE;
        sum += known;
        square += (int64_t)known * known;
    }
    moments->count += (uint64_t)count;
    moments->sum += sum;
    moments->square += square;
}

VRO_VECTOR static void add_both_scenarios(const int32_t *low, const int32_t *high, size_t n,
                                          vro_paired_change *change) {
    int64_t low_sum = 0, high_sum = 0, product = 0;
    int32_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const int both = (low[i] != VRO_NO_VALUE) & (high[i] != VRO_NO_VALUE);
        const int32_t x = both ? low[i] : 0, y = both ? high[i] : 0;
        count += both;
        low_sum += x;
        high_sum += y;
        product += (int64_t)x * y;
    }
    change->both += (uint64_t)count;
    change->low_sum += low_sum;
    change->high_sum += high_sum;
    change->product += product;
}

void vro_paired_change_add(vro_paired_change *self, const int32_t *low, const int32_t *high,
                           size_t n) {
    add_scenario(low, n, &self->low);
    if (!high)
        return;
    add_scenario(high, n, &self->high);
    add_both_scenarios(low, high, n, self);
}

void vro_paired_change_merge(vro_paired_change *self, const vro_paired_change *other) {
    vro_moments_merge(&self->low, &other->low);
    vro_moments_merge(&self->high, &other->high);
    self->both += other->both;
    self->low_sum += other->low_sum;
    self->high_sum += other->high_sum;
    self->product += other->product;
}

// cov(mean_l, mean_h) = sum over the children with both of (x - mean_l)(y - mean_h) / (n_l n_h).
static double covariance(const vro_paired_change *self, double low, double high) {
    const double products = (double)self->product - low * (double)self->high_sum -
                            high * (double)self->low_sum + (double)self->both * low * high;
    return products / (double)self->low.count / (double)self->high.count;
}

static vro_estimate change_of_others(const vro_paired_change *self, double scale) {
    const vro_estimate low = vro_estimate_mean(&self->low, 1);
    const vro_estimate high = vro_estimate_mean(&self->high, 1);
    const double variance =
        low.se * low.se + high.se * high.se - 2 * covariance(self, low.value, high.value);
    vro_estimate change = vro_estimate_unknown(self->both);
    change.value = (high.value - low.value) * scale;
    change.se = variance > 0 ? sqrt(variance) * scale : NAN;
    change.lower = change.value - VRO_NORMAL_975 * change.se;
    change.upper = change.value + VRO_NORMAL_975 * change.se;
    return change;
}

vro_estimate vro_paired_change_change(const vro_paired_change *self, vro_outcome_id outcome) {
    const vro_moments changes = {.count = self->both,
                                 .sum = self->high_sum - self->low_sum,
                                 .square =
                                     self->low.square + self->high.square - 2 * self->product};
    if (self->both == self->low.count && self->both == self->high.count)
        return vro_estimate_difference(outcome, &changes);
    return change_of_others(self, vro_estimate_scale(outcome));
}
