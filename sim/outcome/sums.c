#include "vrosim/outcome/sums.h"

#include "vrosim/core/vector.h"
#include "vrosim/input/subgroups.h"
#include "vrosim/model/categories.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t count_sums(const vro_sums *self) {
    return self->strategies * self->strata * VRO_OUTCOMES;
}

static size_t place_of(const vro_sums *self, size_t strategy, size_t stratum,
                       vro_outcome_id outcome) {
    return (strategy * self->strata + stratum) * VRO_OUTCOMES + outcome;
}

vro_status vro_sums_init(vro_sums *self, size_t strategies, const vro_outcome_set *outcomes,
                         size_t categories, vro_errors *errors) {
    *self = (vro_sums){
        .strategies = strategies, .outcomes = *outcomes, .strata = VRO_LEVELS + categories};
    self->moments = calloc(count_sums(self), sizeof *self->moments);
    self->pairs = calloc(count_sums(self), sizeof *self->pairs);
    self->gathered = calloc(2 * (size_t)VRO_CHUNK, sizeof *self->gathered);
    if (self->moments && self->pairs && self->gathered)
        return VRO_OK;
    vro_sums_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to sum %zu strategies",
                          strategies);
}

void vro_sums_clear(vro_sums *self) {
    memset(self->moments, 0, count_sums(self) * sizeof *self->moments);
    memset(self->pairs, 0, count_sums(self) * sizeof *self->pairs);
}

void vro_sums_add_stratum(vro_sums *self, size_t strategy, size_t stratum,
                          const vro_results *results, const vro_results *reference) {
    const size_t first = place_of(self, strategy, stratum, 0);
    for (size_t i = 0; i < self->outcomes.count; i++) {
        const vro_outcome_id id = self->outcomes.ids[i];
        const int32_t *x = results->outcome[id];
        const int32_t *other = strategy == 0 ? x : reference->outcome[id];
        vro_pair *pair = strategy == 0 ? NULL : &self->pairs[first + id];
        vro_moments_add(&self->moments[first + id], pair, id, x, other, results->children);
    }
}

// The outcome of some children of a chunk.
VRO_VECTOR static void gather_outcome(const int32_t *outcome, const int32_t *members, size_t n,
                                      int32_t *gathered) {
    for (size_t i = 0; i < n; i++)
        gathered[i] = outcome[members[i]];
}

// The same children again, by category, one outcome at a time.
static void add_category(vro_sums *self, size_t strategy, size_t category,
                         const vro_results *results, const vro_results *reference) {
    const vro_categories *categories = results->categories;
    const int32_t *members = categories->members + categories->first[category];
    const size_t n = vro_categories_children(categories, category);
    const size_t first = place_of(self, strategy, VRO_LEVELS + category, 0);
    int32_t *x = self->gathered, *other = strategy == 0 ? x : self->gathered + VRO_CHUNK;
    for (size_t i = 0; i < self->outcomes.count; i++) {
        const vro_outcome_id id = self->outcomes.ids[i];
        vro_pair *pair = strategy == 0 ? NULL : &self->pairs[first + id];
        gather_outcome(results->outcome[id], members, n, x);
        if (pair)
            gather_outcome(reference->outcome[id], members, n, other);
        vro_moments_add(&self->moments[first + id], pair, id, x, other, n);
    }
}

void vro_sums_add(vro_sums *self, size_t strategy, size_t level, const vro_results *results,
                  const vro_results *reference) {
    vro_sums_add_stratum(self, strategy, level, results, reference);
    for (size_t category = 0; category < self->strata - VRO_LEVELS; category++)
        if (vro_categories_children(results->categories, category) > 0)
            add_category(self, strategy, category, results, reference);
}

void vro_sums_merge(vro_sums *self, const vro_sums *other) {
    for (size_t i = 0; i < count_sums(self); i++) {
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
    vro_estimate mean = vro_estimate_mean(&total, vro_estimate_scale(outcome));
    if (vro_outcome_row(outcome)->kind == VRO_SHARE && total.count > 0)
        mean.se = sqrt(mean.value * (1 - mean.value) / (double)total.count);
    return mean;
}

vro_estimate vro_sums_difference(const vro_sums *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome) {
    const vro_pair total = vro_sums_pair(self, strategy, subgroup, outcome);
    const vro_moments differences = vro_pair_moments(&total);
    return vro_estimate_mean(&differences, vro_estimate_scale(outcome));
}

void vro_sums_free(vro_sums *self) {
    free(self->moments);
    free(self->pairs);
    free(self->gathered);
    *self = (vro_sums){0};
}
