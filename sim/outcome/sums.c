#include "vrosim/outcome/sums.h"

#include "vrosim/input/subgroups.h"
#include "vrosim/model/categories.h"

#include <stdlib.h>
#include <string.h>

static size_t count_cells(const vro_sums *self) {
    return self->strategies * self->strata * VRO_OUTCOMES;
}

static size_t place_of(const vro_sums *self, size_t strategy, size_t stratum,
                       vro_outcome_id outcome) {
    return (strategy * self->strata + stratum) * VRO_OUTCOMES + outcome;
}

vro_status vro_sums_init(vro_sums *self, size_t strategies, size_t outcomes, size_t categories,
                         vro_errors *errors) {
    *self = (vro_sums){
        .strategies = strategies, .outcomes = outcomes, .strata = VRO_LEVELS + categories};
    self->moments = calloc(count_cells(self), sizeof *self->moments);
    self->pairs = calloc(count_cells(self), sizeof *self->pairs);
    if (self->moments && self->pairs)
        return VRO_OK;
    vro_sums_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to sum %zu strategies",
                          strategies);
}

void vro_sums_clear(vro_sums *self) {
    memset(self->moments, 0, count_cells(self) * sizeof *self->moments);
    memset(self->pairs, 0, count_cells(self) * sizeof *self->pairs);
}

void vro_sums_add_stratum(vro_sums *self, size_t strategy, size_t stratum,
                          const vro_results *results, const vro_results *reference) {
    const size_t first = place_of(self, strategy, stratum, 0);
    for (size_t id = 0; id < self->outcomes; id++) {
        const int32_t *x = results->outcome[id];
        const int32_t *other = strategy == 0 ? x : reference->outcome[id];
        vro_pair *pair = strategy == 0 ? NULL : &self->pairs[first + id];
        vro_moments_add(&self->moments[first + id], pair, (vro_outcome_id)id, x, other,
                        results->children);
    }
}

// The same children again, by band; a quarter of a megabyte of stack.
static void add_categories(vro_sums *self, size_t strategy, const vro_results *results,
                           const vro_results *reference) {
    vro_results gathered, gathered_reference;
    for (size_t category = 0; category < results->categories->count; category++) {
        if (vro_categories_children(results->categories, category) == 0)
            continue;
        vro_categories_gather(results->categories, category, results, &gathered);
        if (strategy > 0)
            vro_categories_gather(results->categories, category, reference, &gathered_reference);
        vro_sums_add_stratum(self, strategy, VRO_LEVELS + category, &gathered, &gathered_reference);
    }
}

void vro_sums_add(vro_sums *self, size_t strategy, size_t level, const vro_results *results,
                  const vro_results *reference) {
    vro_sums_add_stratum(self, strategy, level, results, reference);
    if (self->strata > VRO_LEVELS)
        add_categories(self, strategy, results, reference);
}

void vro_sums_merge(vro_sums *self, const vro_sums *other) {
    for (size_t i = 0; i < count_cells(self); i++) {
        vro_moments_merge(&self->moments[i], &other->moments[i]);
        vro_pair_merge(&self->pairs[i], &other->pairs[i]);
    }
}

vro_moments vro_sums_moments(const vro_sums *self, size_t strategy, size_t subgroup,
                             vro_outcome_id outcome) {
    const size_t end = vro_subgroup_end_stratum(subgroup);
    vro_moments total = {0};
    for (size_t stratum = vro_subgroup_first_stratum(subgroup); stratum < end; stratum++)
        vro_moments_merge(&total, &self->moments[place_of(self, strategy, stratum, outcome)]);
    return total;
}

vro_pair vro_sums_pair(const vro_sums *self, size_t strategy, size_t subgroup,
                       vro_outcome_id outcome) {
    const size_t end = vro_subgroup_end_stratum(subgroup);
    vro_pair total = {0};
    for (size_t stratum = vro_subgroup_first_stratum(subgroup); stratum < end; stratum++)
        vro_pair_merge(&total, &self->pairs[place_of(self, strategy, stratum, outcome)]);
    return total;
}

vro_estimate vro_sums_mean(const vro_sums *self, size_t strategy, size_t subgroup,
                           vro_outcome_id outcome) {
    const vro_moments total = vro_sums_moments(self, strategy, subgroup, outcome);
    if (vro_outcome_row(outcome)->kind == VRO_SHARE)
        return vro_estimate_share((uint64_t)total.sum, total.count);
    return vro_estimate_mean(&total, vro_estimate_scale(outcome));
}

vro_estimate vro_sums_difference(const vro_sums *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome) {
    const vro_pair total = vro_sums_pair(self, strategy, subgroup, outcome);
    return vro_estimate_mean(&(vro_moments){total.count, total.difference, total.square},
                             vro_estimate_scale(outcome));
}

void vro_sums_free(vro_sums *self) {
    free(self->moments);
    free(self->pairs);
    *self = (vro_sums){0};
}
