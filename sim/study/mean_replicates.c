#include "vrosim/study/mean_replicates.h"

#include "vrosim/outcome/replicate_error.h"

#include <math.h>

// Of the sums, then the numbers of children of the means: i and j below 2 VRO_REPLICATED_MEANS.
static size_t place_of(int i, int j) {
    const size_t low = (size_t)(i < j ? i : j), high = (size_t)(i < j ? j : i);
    return high * (high + 1) / 2 + low;
}

void vro_mean_replicates_take(vro_mean_replicates *self,
                              const vro_moments *const moments[VRO_REPLICATED_MEANS]) {
    vro_wide values[2 * VRO_REPLICATED_MEANS];
    for (int i = 0; i < VRO_REPLICATED_MEANS; i++) {
        values[i] = moments[i]->sum;
        values[VRO_REPLICATED_MEANS + i] = (vro_wide)moments[i]->count;
    }
    self->count++;
    for (int i = 0; i < 2 * VRO_REPLICATED_MEANS; i++)
        for (int j = 0; j <= i; j++)
            self->products[place_of(i, j)] += values[i] * values[j];
}

void vro_mean_replicates_merge(vro_mean_replicates *self, const vro_mean_replicates *other) {
    self->count += other->count;
    for (size_t i = 0; i < VRO_MEAN_PRODUCTS; i++)
        self->products[i] += other->products[i];
}

// sum (x - p n)(y - q m) over R replicates, times R / (R - 1), over all n and m: p = sum x / sum n,
// q = sum y / sum m.
double vro_mean_replicates_covariance(const vro_mean_replicates *self, int a, int b,
                                      const vro_moments *of_a, const vro_moments *of_b) {
    const long double r = (long double)self->count;
    const long double n = (long double)of_a->count, m = (long double)of_b->count;
    const int count_a = VRO_REPLICATED_MEANS + a, count_b = VRO_REPLICATED_MEANS + b;
    if (self->count < VRO_REPLICATES_LEAST || of_a->count == 0 || of_b->count == 0)
        return NAN;
    const long double p = (long double)of_a->sum / n, q = (long double)of_b->sum / m;
    const long double products = (long double)self->products[place_of(a, b)] -
                                 p * (long double)self->products[place_of(count_a, b)] -
                                 q * (long double)self->products[place_of(a, count_b)] +
                                 p * q * (long double)self->products[place_of(count_a, count_b)];
    return (double)(products / n / m * r / (r - 1));
}
