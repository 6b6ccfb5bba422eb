#include "vrosim/study/sensitivity.h"

#include <math.h>
#include <stdlib.h>

size_t vro_sensitivity_points(const vro_sensitivity *self) {
    if (self->grid.count == 0)
        return 0;
    return (size_t)(self->grid.items[0].steps * self->grid.items[1].steps);
}

vro_status vro_sensitivity_reserve(vro_sensitivity *self, vro_errors *errors) {
    const size_t measures = self->measures->count;
    self->base = calloc(measures, sizeof *self->base);
    self->bars = calloc(self->ranges.count + 1, measures * sizeof *self->bars);
    self->points = calloc(vro_sensitivity_points(self) + 1, measures * sizeof *self->points);
    self->thresholds = calloc(self->searches.count + 1, measures * sizeof *self->thresholds);
    if (self->base && self->bars && self->points && self->thresholds)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the results of the analysis");
}

bool vro_sensitivity_is_searched(const vro_sensitivity *self, size_t measure) {
    const vro_measure *row = &self->measures->rows[measure];
    const bool divided = vro_subgroups_categories(&self->measures->scenario->subgroups) > 0;
    return row->reference != VRO_NO_REFERENCE && vro_measured_has_sign(row->kind) &&
           (row->subgroup == 0 || divided);
}

// The size of a swing; an undefined swing is smaller than any.
static double size_of(const vro_sensitivity *self, size_t measure, size_t range) {
    const double swing = self->bars[range * self->measures->count + measure].swing.value;
    return isfinite(swing) ? fabs(swing) : -1;
}

// By insertion, which keeps the order of equals.
void vro_sensitivity_rank(const vro_sensitivity *self, size_t measure, size_t *order) {
    for (size_t range = 0; range < self->ranges.count; range++) {
        const double size = size_of(self, measure, range);
        size_t place = range;
        while (place > 0 && size_of(self, measure, order[place - 1]) < size) {
            order[place] = order[place - 1];
            place--;
        }
        order[place] = range;
    }
}

void vro_sensitivity_free(vro_sensitivity *self) {
    vro_parameter_ranges_free(&self->ranges);
    vro_parameter_ranges_free(&self->grid);
    vro_parameter_ranges_free(&self->searches);
    free(self->base);
    free(self->bars);
    free(self->points);
    free(self->thresholds);
    *self = (vro_sensitivity){0};
}
