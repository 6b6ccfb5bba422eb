#include "vrosim/outcome/strategy_products.h"

#include "vrosim/input/subgroups.h"
#include "vrosim/model/categories.h"

#include <stdlib.h>
#include <string.h>

enum { STRATEGY_STEPS = (int)VRO_PRODUCT_OUTCOMES * (int)VRO_CHUNK };

vro_status vro_strategy_products_init(vro_strategy_products *self, size_t strategies,
                                      const vro_outcome_set *outcomes, size_t strata,
                                      vro_errors *errors) {
    *self = (vro_strategy_products){.strata = strata};
    if (!vro_outcome_set_has(outcomes, VRO_COST) || strategies > VRO_PRODUCT_STRATEGIES_MAX)
        return VRO_OK;
    self->strategies = strategies;
    self->products = calloc(vro_strategy_products_count(self) + 1, sizeof *self->products);
    self->chunk = calloc(strategies * STRATEGY_STEPS, sizeof *self->chunk);
    if (self->products && self->chunk)
        return VRO_OK;
    vro_strategy_products_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory to compare %zu strategies", strategies);
}

size_t vro_strategy_products_count(const vro_strategy_products *self) {
    if (self->strategies == 0)
        return 0;
    const size_t others = self->strategies - 1; // than the reference
    return others * (others - 1) / 2 * self->strata * VRO_PRODUCT_OUTCOMES;
}

size_t vro_strategy_products_place(const vro_strategy_products *self, size_t a, size_t b,
                                   size_t stratum) {
    const size_t pair = (b - 1) * (b - 2) / 2 + a - 1;
    return (pair * self->strata + stratum) * VRO_PRODUCT_OUTCOMES;
}

static int32_t *chunk_of(const vro_strategy_products *self, size_t strategy, size_t outcome) {
    return self->chunk + strategy * STRATEGY_STEPS + outcome * VRO_CHUNK;
}

// Keeps the outcomes of a chunk under a strategy. All children have an economic outcome, or none
// has; without it they count as 0.
static void keep(vro_strategy_products *self, size_t strategy, const vro_results *results) {
    const size_t n = results->children;
    for (size_t i = 0; i < VRO_PRODUCT_OUTCOMES; i++) {
        const int32_t *steps = results->outcome[VRO_FIRST_ECONOMIC + i];
        if (steps[0] != VRO_NO_VALUE)
            memcpy(chunk_of(self, strategy, i), steps, n * sizeof *steps);
        else
            memset(chunk_of(self, strategy, i), 0, n * sizeof *steps);
    }
}

// Outcomes are at most 2^24 steps, so 64 bits hold a chunk.
VRO_VECTOR static int64_t sum_of_products(const int32_t *x, const int32_t *y, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (int64_t)x[i] * y[i];
    return sum;
}

static int64_t sum_of_some_products(const int32_t *x, const int32_t *y, const int32_t *members,
                                    size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (int64_t)x[members[i]] * y[members[i]];
    return sum;
}

// Adds the products of strategies a < b.
static void add_pair(vro_strategy_products *self, size_t a, size_t b, size_t level,
                     const vro_results *results) {
    const size_t n = results->children;
    const vro_categories *categories = results->categories;
    const size_t count = self->strata - VRO_LEVELS;
    for (size_t i = 0; i < VRO_PRODUCT_OUTCOMES; i++) {
        const int32_t *x = chunk_of(self, a, i), *y = chunk_of(self, b, i);
        self->products[vro_strategy_products_place(self, a, b, level) + i] +=
            sum_of_products(x, y, n);
        for (size_t category = 0; category < count; category++)
            self->products[vro_strategy_products_place(self, a, b, VRO_LEVELS + category) + i] +=
                sum_of_some_products(x, y, categories->members + categories->first[category],
                                     vro_categories_children(categories, category));
    }
}

void vro_strategy_products_add(vro_strategy_products *self, size_t strategy, size_t level,
                               const vro_results *results) {
    if (self->strategies == 0 || strategy == 0 || results->children == 0)
        return;
    keep(self, strategy, results);
    for (size_t other = 1; other < strategy; other++)
        add_pair(self, other, strategy, level, results);
}

bool vro_strategy_products_have(const vro_strategy_products *self, vro_outcome_id outcome) {
    return self->strategies > 0 && (size_t)outcome >= VRO_FIRST_ECONOMIC;
}

vro_wide vro_strategy_products_product(const vro_strategy_products *self, size_t a, size_t b,
                                       size_t subgroup, vro_outcome_id outcome) {
    const size_t low = a < b ? a : b, high = a < b ? b : a,
                 end = vro_subgroup_end_stratum(subgroup);
    vro_wide total = 0;
    for (size_t stratum = vro_subgroup_first_stratum(subgroup); stratum < end; stratum++)
        total += self->products[vro_strategy_products_place(self, low, high, stratum) +
                                (size_t)outcome - VRO_FIRST_ECONOMIC];
    return total;
}

void vro_strategy_products_merge(vro_strategy_products *self, const vro_strategy_products *other) {
    for (size_t i = 0; i < vro_strategy_products_count(self); i++)
        self->products[i] += other->products[i];
}

void vro_strategy_products_free(vro_strategy_products *self) {
    free(self->products);
    free(self->chunk);
    *self = (vro_strategy_products){0};
}
