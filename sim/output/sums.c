#include "vrosim/output/sums.h"

#include "vrosim/model/bands.h"

#include <stdlib.h>
#include <string.h>

static size_t count_cells(const vro_sums *self) {
    return self->strategies * self->groups * VRO_OUTCOMES;
}

vro_status vro_sums_init(vro_sums *self, size_t strategies, size_t bands, vro_errors *errors) {
    *self = (vro_sums){.strategies = strategies, .groups = VRO_LEVELS + bands};
    self->moments = calloc(count_cells(self), sizeof *self->moments);
    self->pairs = calloc(count_cells(self), sizeof *self->pairs);
    if (self->moments != NULL && self->pairs != NULL)
        return VRO_OK;
    vro_sums_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to sum %zu strategies",
                          strategies);
}

void vro_sums_clear(vro_sums *self) {
    memset(self->moments, 0, count_cells(self) * sizeof *self->moments);
    memset(self->pairs, 0, count_cells(self) * sizeof *self->pairs);
}

static void add_group(vro_sums *self, size_t strategy, size_t group, const vro_results *results,
                      const vro_results *reference) {
    const size_t first = (strategy * self->groups + group) * VRO_OUTCOMES;
    for (size_t id = 0; id < results->outcomes; id++) {
        vro_pair *pair = strategy == 0 ? NULL : &self->pairs[first + id];
        vro_moments_add(&self->moments[first + id], pair, (vro_outcome_id)id, results->outcome[id],
                        reference->outcome[id], results->children);
    }
}

// The same children again, by band; a quarter of a megabyte of stack.
static void add_bands(vro_sums *self, size_t strategy, const vro_results *results,
                      const vro_results *reference) {
    vro_results gathered, gathered_reference;
    for (size_t band = 0; band < results->bands->count; band++) {
        if (vro_bands_children(results->bands, band) == 0)
            continue;
        vro_bands_gather(results->bands, band, results, &gathered);
        vro_bands_gather(results->bands, band, reference, &gathered_reference);
        add_group(self, strategy, VRO_LEVELS + band, &gathered, &gathered_reference);
    }
}

void vro_sums_add(vro_sums *self, size_t strategy, size_t level, const vro_results *results,
                  const vro_results *reference) {
    add_group(self, strategy, level, results, reference);
    if (self->groups > VRO_LEVELS)
        add_bands(self, strategy, results, reference);
}

void vro_sums_merge(vro_sums *self, const vro_sums *other) {
    for (size_t i = 0; i < count_cells(self); i++) {
        self->moments[i].count += other->moments[i].count;
        self->moments[i].sum += other->moments[i].sum;
        self->moments[i].square += other->moments[i].square;
        self->pairs[i].count += other->pairs[i].count;
        self->pairs[i].difference += other->pairs[i].difference;
        self->pairs[i].square += other->pairs[i].square;
        self->pairs[i].better += other->pairs[i].better;
    }
}

// The groups of a subgroup, one, or all levels: first .. end - 1.
static size_t first_group(size_t subgroup) {
    return subgroup == 0 ? 0 : subgroup - 1;
}

static size_t end_group(size_t subgroup) {
    return subgroup == 0 ? VRO_LEVELS : subgroup;
}

vro_estimate vro_sums_mean(const vro_sums *self, size_t strategy, size_t subgroup,
                           vro_outcome_id outcome) {
    vro_moments total = {0};
    for (size_t group = first_group(subgroup); group < end_group(subgroup); group++) {
        const vro_moments *part =
            &self->moments[(strategy * self->groups + group) * VRO_OUTCOMES + outcome];
        total.count += part->count;
        total.sum += part->sum;
        total.square += part->square;
    }
    if (vro_outcome_row(outcome)->kind == VRO_SHARE)
        return vro_estimate_share((uint64_t)total.sum, total.count);
    return vro_estimate_mean(&total, vro_estimate_scale(outcome));
}

vro_estimate vro_sums_difference(const vro_sums *self, size_t strategy, size_t subgroup,
                                 vro_outcome_id outcome) {
    vro_moments total = {0};
    for (size_t group = first_group(subgroup); group < end_group(subgroup); group++) {
        const vro_pair *part =
            &self->pairs[(strategy * self->groups + group) * VRO_OUTCOMES + outcome];
        total.count += part->count;
        total.sum += part->difference;
        total.square += part->square;
    }
    return vro_estimate_mean(&total, vro_estimate_scale(outcome));
}

void vro_sums_free(vro_sums *self) {
    free(self->moments);
    free(self->pairs);
    *self = (vro_sums){0};
}
