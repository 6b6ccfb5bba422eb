// Exact sums of products of an outcome of the same children under two strategies, neither of them
// the reference. With the sums of squares they give the error of the difference between the two.
// Kept for cost and QALYs, and up to a number of strategies that does not slow a run.
#ifndef VROSIM_OUTCOME_STRATEGY_PRODUCTS_H
#define VROSIM_OUTCOME_STRATEGY_PRODUCTS_H

#include "vrosim/core/error.h"
#include "vrosim/model/results.h"
#include "vrosim/outcome/moments.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VRO_PRODUCT_OUTCOMES = (int)VRO_OUTCOMES - (int)VRO_FIRST_ECONOMIC,
    VRO_PRODUCT_STRATEGIES_MAX = 20
};

typedef struct vro_strategy_products {
    size_t strategies;  // 0: nothing is kept
    size_t strata;      // the levels, then the categories (input/subgroups.h)
    vro_wide *products; // [pairs][strata][VRO_PRODUCT_OUTCOMES], in the units of vro_moments; owned
    int32_t *chunk; // [strategies][VRO_PRODUCT_OUTCOMES][VRO_CHUNK], of the last chunk added; owned
} vro_strategy_products;

// All zero. outcomes: those that are tallied. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_strategy_products_init(vro_strategy_products *self, size_t strategies,
                                                     const vro_outcome_set *outcomes, size_t strata,
                                                     vro_errors *errors);

// The number of sums in products.
size_t vro_strategy_products_count(const vro_strategy_products *self);

// Where the products of strategies a < b, a >= 1, in a stratum begin.
size_t vro_strategy_products_place(const vro_strategy_products *self, size_t a, size_t b,
                                   size_t stratum);

// Adds the results of a chunk of one level under a strategy to the sums of its level and of its
// categories. The same children follow under every strategy, in rising order of strategies.
void vro_strategy_products_add(vro_strategy_products *self, size_t strategy, size_t level,
                               const vro_results *results);

// Whether the products of an outcome are kept.
bool vro_strategy_products_have(const vro_strategy_products *self, vro_outcome_id outcome);

// The sum of products of such an outcome under strategies a and b, different and not 0, in a
// subgroup.
vro_wide vro_strategy_products_product(const vro_strategy_products *self, size_t a, size_t b,
                                       size_t subgroup, vro_outcome_id outcome);

// Adds other, of the same shape, into self.
void vro_strategy_products_merge(vro_strategy_products *self, const vro_strategy_products *other);

void vro_strategy_products_free(vro_strategy_products *self);

#endif
