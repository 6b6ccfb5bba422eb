#include "vrosim/output/panel.h"

#include "vrosim/core/vector.h"

#include <stdlib.h>

vro_status vro_panel_init(vro_panel *self, const vro_measures *measures, size_t room,
                          vro_errors *errors) {
    const size_t series = measures->scenario->strategies * measures->outcome_count;
    *self = (vro_panel){.measures = measures, .room = room};
    self->values = calloc(series * room, sizeof *self->values);
    return self->values != NULL
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                "not enough memory for the outcomes of %zu children", room);
}

static int32_t *series_of(const vro_panel *self, size_t strategy, size_t column) {
    return &self->values[(strategy * self->measures->outcome_count + column) * self->room];
}

void vro_panel_take(vro_panel *self, size_t strategy, const vro_results *results,
                    const uint64_t *patients, uint64_t first) {
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

const int32_t *vro_panel_series(const vro_panel *self, const vro_measure *measure, size_t n,
                                int32_t *scratch) {
    const int32_t *series = series_of(self, measure->strategy, measure->column);
    if (measure->reference == VRO_NO_REFERENCE)
        return series;
    subtract_reference(series, series_of(self, measure->reference, measure->column), n, scratch);
    return scratch;
}

void vro_panel_free(vro_panel *self) {
    free(self->values);
    *self = (vro_panel){0};
}
