#include "vrosim/study/parameter_range.h"

#include "vrosim/core/memory.h"
#include "vrosim/study/parameter_samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BISECTIONS = 60 };

static const double SCORE_975 = 1.959963984540054; // 97.5 % of a normal distribution lie below

vro_parameter_range *vro_parameter_ranges_find(const vro_parameter_ranges *self, size_t parameter,
                                               size_t further) {
    for (size_t i = 0; i < self->count; i++)
        if (self->items[i].parameter == parameter && self->items[i].further == further)
            return &self->items[i];
    return NULL;
}

vro_status vro_parameter_ranges_append(vro_parameter_ranges *self, const vro_parameter_range *range,
                                       vro_errors *errors) {
    vro_parameter_range *items =
        vro_memory_grow(self->items, self->count, &self->capacity, sizeof *items);
    if (!items)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for a list of ranges");
    self->items = items;
    items[self->count++] = *range;
    return VRO_OK;
}

static bool is_possible(vro_changed_scenario *scratch, size_t parameter, double value) {
    vro_changed_scenario_set(scratch,
                             &(vro_parameter_change){.parameter = parameter, .value = value}, 1);
    return !vro_changed_scenario_fault(scratch);
}

// An end, moved towards the estimate until the scenario is possible, by bisection.
static double pull(vro_changed_scenario *scratch, size_t parameter, double end) {
    double inside = scratch->uncertainty->parameters[parameter].value, outside = end;
    if (is_possible(scratch, parameter, end))
        return end;
    for (int i = 0; i < BISECTIONS; i++) {
        const double middle = 0.5 * (inside + outside);
        if (is_possible(scratch, parameter, middle))
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

static double quantile(vro_changed_scenario *scratch, size_t parameter, double score) {
    return pull(scratch, parameter,
                vro_parameter_sample_value(scratch->uncertainty, parameter, score));
}

vro_status vro_parameter_ranges_append_uncertain(vro_parameter_ranges *self,
                                                 vro_changed_scenario *scratch, size_t parameter,
                                                 vro_errors *errors) {
    const vro_parameter_range range = {.parameter = parameter,
                                       .low = quantile(scratch, parameter, -SCORE_975),
                                       .high = quantile(scratch, parameter, SCORE_975)};
    return range.low < range.high ? vro_parameter_ranges_append(self, &range, errors) : VRO_OK;
}

vro_status vro_parameter_ranges_append_all(vro_parameter_ranges *self,
                                           vro_changed_scenario *scratch, vro_errors *errors) {
    const vro_uncertainty *all = scratch->uncertainty;
    vro_status status = VRO_OK;
    for (size_t i = 0; i < all->count; i++)
        if (all->parameters[i].se > 0 && !vro_parameter_ranges_find(self, i, 0))
            TRY(vro_parameter_ranges_append_uncertain(self, scratch, i, errors));
out:
    return status;
}

// To fifteen significant digits, which hide the rounding errors of binary sums: 0.3, not
// 0.30000000000000004.
static double rounded(double value) {
    char text[32];
    snprintf(text, sizeof text, "%.15g", value);
    return strtod(text, NULL);
}

double vro_parameter_range_step(const vro_parameter_range *self, uint64_t step) {
    const double part = (double)step / (double)(self->steps - 1);
    if (step == 0 || step + 1 == self->steps)
        return step == 0 ? self->low : self->high;
    return rounded(self->low + part * (self->high - self->low));
}

vro_parameter_change vro_parameter_range_change(const vro_parameter_range *self, double value) {
    return (vro_parameter_change){
        .parameter = self->parameter, .value = value, .further = self->further, .kind = self->kind};
}

vro_parameter_range_name vro_parameter_range_find_name(const vro_parameter_range *self,
                                                       const vro_uncertainty *uncertainty) {
    const vro_uncertain_parameter *first = &uncertainty->parameters[self->parameter];
    const vro_uncertain_parameter *last = first + self->further;
    const bool one_strategy = first->strategy == last->strategy;
    vro_parameter_range_name found;
    snprintf(found.text, sizeof found.text, "%s",
             one_strategy ? first->name : vro_dictionary_row(first->id)->name);
    if (one_strategy && self->further > 0)
        *strrchr(found.text, '.') = '\0'; // the level
    return found;
}

void vro_parameter_ranges_free(vro_parameter_ranges *self) {
    free(self->items);
    *self = (vro_parameter_ranges){0};
}
