#include "vrosim/study/outcomes_by_child.h"

#include "vrosim/core/vector.h"
#include "vrosim/model/categories.h"

#include <stdlib.h>

_Static_assert(VRO_GROUPS_MAX <= 32, "every group has a bit");

vro_status vro_panel_init(vro_panel *self, const vro_measures *measures, size_t room,
                          vro_errors *errors) {
    const size_t series = measures->scenario->strategies * measures->outcome_count;
    *self = (vro_panel){.measures = measures, .room = room};
    self->values = calloc(series * room, sizeof *self->values);
    self->groups = calloc(room, sizeof *self->groups);
    return self->values != NULL && self->groups != NULL
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                "not enough memory for the outcomes of %zu children", room);
}

static int32_t *series_of(const vro_panel *self, size_t strategy, size_t column) {
    return &self->values[(strategy * self->measures->outcome_count + column) * self->room];
}

static void take_groups(vro_panel *self, size_t level, const vro_results *results,
                        const uint64_t *patients, uint64_t first) {
    const vro_bands *bands = results->bands;
    for (size_t i = 0; i < results->children; i++)
        self->groups[patients[i] - first] = UINT32_C(1) << level;
    for (size_t band = 0; bands != NULL && band < bands->count; band++)
        for (size_t i = bands->first[band]; i < bands->first[band + 1]; i++)
            self->groups[patients[bands->chosen[i]] - first] |= UINT32_C(1) << (VRO_LEVELS + band);
}

void vro_panel_take(vro_panel *self, size_t strategy, size_t level, const vro_results *results,
                    const uint64_t *patients, uint64_t first) {
    if (strategy == 0) // groups are the same under every strategy
        take_groups(self, level, results, patients, first);
    for (size_t column = 0; column < self->measures->outcome_count; column++) {
        const int32_t *outcome = results->outcome[self->measures->outcomes[column]];
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
VRO_VECTOR static void keep_of_group(const int32_t *x, const uint32_t *groups, uint32_t group,
                                     size_t n, int32_t *kept) {
    for (size_t i = 0; i < n; i++)
        kept[i] = groups[i] & group ? x[i] : VRO_NO_VALUE;
}

const int32_t *vro_panel_series(const vro_panel *self, const vro_measure *measure, size_t n,
                                int32_t *scratch) {
    const int32_t *series = series_of(self, measure->strategy, measure->column);
    if (measure->reference != VRO_NO_REFERENCE) {
        const int32_t *reference = series_of(self, measure->reference, measure->column);
        subtract_reference(series, reference, n, scratch);
        series = scratch;
    }
    if (measure->subgroup == 0)
        return series;
    const size_t group = vro_subgroup_first_group(measure->subgroup);
    keep_of_group(series, self->groups, UINT32_C(1) << group, n, scratch);
    return scratch;
}

void vro_panel_free(vro_panel *self) {
    free(self->values);
    free(self->groups);
    *self = (vro_panel){0};
}
