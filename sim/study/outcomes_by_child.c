#include "vrosim/study/outcomes_by_child.h"

#include "vrosim/core/vector.h"
#include "vrosim/model/categories.h"

#include <stdlib.h>

_Static_assert(VRO_STRATA_MAX <= 64, "every stratum has a bit");

vro_status vro_outcomes_by_child_init(vro_outcomes_by_child *self, const vro_measures *measures,
                                      size_t room, vro_errors *errors) {
    const size_t series = measures->scenario->strategies * measures->outcomes.count;
    *self = (vro_outcomes_by_child){.measures = measures, .room = room};
    self->values = calloc(series * room, sizeof *self->values);
    self->strata = calloc(room, sizeof *self->strata);
    return self->values && self->strata
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                "not enough memory for the outcomes of %zu children", room);
}

static int32_t *series_of(const vro_outcomes_by_child *self, size_t strategy, size_t column) {
    return &self->values[(strategy * self->measures->outcomes.count + column) * self->room];
}

static void take_strata(vro_outcomes_by_child *self, size_t level, const vro_results *results,
                        const uint64_t *patients, uint64_t first) {
    const vro_categories *categories = results->categories;
    for (size_t i = 0; i < results->children; i++)
        self->strata[patients[i] - first] = UINT64_C(1) << level;
    for (size_t category = 0; categories && category < categories->count; category++)
        for (size_t i = categories->first[category]; i < categories->first[category + 1]; i++)
            self->strata[patients[categories->members[i]] - first] |= UINT64_C(1)
                                                                      << (VRO_LEVELS + category);
}

void vro_outcomes_by_child_take(vro_outcomes_by_child *self, size_t strategy, size_t level,
                                const vro_results *results, const uint64_t *patients,
                                uint64_t first) {
    if (strategy == 0) // groups are the same under every strategy
        take_strata(self, level, results, patients, first);
    for (size_t column = 0; column < self->measures->outcomes.count; column++) {
        const int32_t *outcome = results->outcome[self->measures->outcomes.ids[column]];
        int32_t *series = series_of(self, strategy, column);
        for (size_t i = 0; i < results->children; i++)
            series[patients[i] - first] = outcome[i];
    }
}

VRO_VECTOR static void subtract_reference(const int32_t *x, const int32_t *reference, size_t n,
                                          int32_t *difference) {
    for (size_t i = 0; i < n; i++) {
        const int missing = (x[i] == VRO_NO_VALUE) | (reference[i] == VRO_NO_VALUE);
        const int32_t known = missing ? 0 : x[i];
        const int32_t of_reference = missing ? 0 : reference[i];
        difference[i] = missing ? VRO_NO_VALUE : known - of_reference;
    }
}

// x and kept may be the same.
VRO_VECTOR static void keep_of_stratum(const int32_t *x, const uint64_t *strata, uint64_t stratum,
                                       size_t n, int32_t *kept) {
    for (size_t i = 0; i < n; i++)
        kept[i] = strata[i] & stratum ? x[i] : VRO_NO_VALUE;
}

const int32_t *vro_outcomes_by_child_series(const vro_outcomes_by_child *self,
                                            const vro_measure *measure, size_t n,
                                            int32_t *scratch) {
    const int32_t *series = series_of(self, measure->strategy, measure->column);
    if (measure->reference != VRO_NO_REFERENCE) {
        const int32_t *reference = series_of(self, measure->reference, measure->column);
        subtract_reference(series, reference, n, scratch);
        series = scratch;
    }
    if (measure->subgroup == 0)
        return series;
    const size_t stratum = vro_subgroup_first_stratum(measure->subgroup);
    keep_of_stratum(series, self->strata, UINT64_C(1) << stratum, n, scratch);
    return scratch;
}

void vro_outcomes_by_child_free(vro_outcomes_by_child *self) {
    free(self->values);
    free(self->strata);
    *self = (vro_outcomes_by_child){0};
}
