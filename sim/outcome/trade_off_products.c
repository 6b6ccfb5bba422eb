#include "vrosim/outcome/trade_off_products.h"

#include <stdbool.h>

// Differences are at most 2^24 steps, products of two at most 2^48: 64 bits hold a chunk.
VRO_VECTOR static int64_t sum_products(const int32_t *x, const int32_t *y, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (int64_t)x[i] * y[i];
    return sum;
}

VRO_VECTOR static int64_t sum_difference_products(const int32_t *x, const int32_t *y,
                                                  const int32_t *other_x, const int32_t *other_y,
                                                  size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (int64_t)(x[i] - other_x[i]) * (y[i] - other_y[i]);
    return sum;
}

// All children have an outcome of a trade-off, or none has.
static bool has(const vro_results *results, vro_outcome_id outcome) {
    return results->children > 0 && results->outcome[outcome][0] != VRO_NO_VALUE;
}

void vro_trade_off_products_add(vro_trade_off_products *self, vro_trade_off_id id,
                                const vro_results *results, const vro_results *reference) {
    const vro_trade_off *row = vro_trade_off_row(id);
    if (!has(results, row->effect) || !has(results, row->cost))
        return;
    const int32_t *effect = results->outcome[row->effect], *cost = results->outcome[row->cost];
    const size_t n = results->children;
    self->product += sum_products(effect, cost, n);
    if (reference)
        self->difference += sum_difference_products(effect, cost, reference->outcome[row->effect],
                                                    reference->outcome[row->cost], n);
}
