#include "vrosim/study/changed_scenario.h"

#include "vrosim/input/scenario_cells.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t size_of_cells(const vro_scenario *scenario) {
    return scenario->strategies * VRO_LEVELS * VRO_PARAMETERS * sizeof *scenario->cells;
}

vro_status vro_changed_scenario_init(vro_changed_scenario *self, const vro_uncertainty *uncertainty,
                                     vro_errors *errors) {
    *self = (vro_changed_scenario){uncertainty, *uncertainty->scenario};
    self->scenario.cells = malloc(size_of_cells(&self->scenario));
    if (!self->scenario.cells)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for a changed scenario");
    vro_changed_scenario_set(self, NULL, 0);
    return VRO_OK;
}

double vro_parameter_change_value(const vro_parameter_change *self,
                                  const vro_uncertainty *uncertainty, size_t estimate) {
    const double value = uncertainty->parameters[estimate].value;
    switch (self->kind) {
    case VRO_CHANGE_FACTOR:
        return value * self->value;
    case VRO_CHANGE_SHIFT:
        return value + self->value;
    default:
        return self->value;
    }
}

static bool is_share(const vro_uncertainty *self, const vro_parameter_change *change) {
    return self->parameters[change->parameter].family == VRO_DIRICHLET;
}

static double value_of(const vro_uncertainty *self, const vro_parameter_change *change) {
    return vro_parameter_change_value(change, self, change->parameter);
}

// The change that sets a parameter; NULL where none does.
static const vro_parameter_change *find(const vro_parameter_change *changes, size_t count,
                                        size_t parameter) {
    for (size_t i = 0; i < count; i++)
        if (changes[i].parameter == parameter)
            return &changes[i];
    return NULL;
}

// With c the sum of the changed shares and e that of their estimates, every other share p becomes
// p (1 - c) / (1 - e): the others keep their proportions.
static void change_case_mix(const vro_uncertainty *self, const vro_parameter_change *changes,
                            size_t count, vro_cell *cells) {
    double changed = 0, estimated = 0;
    bool moved = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_share(self, &changes[i]))
            continue;
        const double share = self->parameters[changes[i].parameter].value;
        changed += value_of(self, &changes[i]);
        estimated += share;
        moved = moved || value_of(self, &changes[i]) != share;
    }
    for (size_t i = 0; moved && i < self->count; i++) {
        const vro_parameter_change *own = find(changes, count, i);
        if (self->parameters[i].family == VRO_DIRICHLET)
            vro_uncertainty_set(self, i,
                                own ? value_of(self, own)
                                    : self->parameters[i].value * (1 - changed) / (1 - estimated),
                                cells);
    }
}

static void change_estimates(const vro_uncertainty *self, const vro_parameter_change *change,
                             vro_cell *cells) {
    for (size_t i = change->parameter; i <= change->parameter + change->further; i++) {
        const double value = vro_parameter_change_value(change, self, i);
        if (value != self->parameters[i].value)
            vro_uncertainty_set(self, i, value, cells);
    }
}

void vro_changed_scenario_set(vro_changed_scenario *self, const vro_parameter_change *changes,
                              size_t count) {
    const vro_uncertainty *of = self->uncertainty;
    vro_cell *cells = self->scenario.cells;
    memcpy(cells, of->scenario->cells, size_of_cells(of->scenario));
    for (size_t i = 0; i < count; i++)
        if (!is_share(of, &changes[i]))
            change_estimates(of, &changes[i], cells);
    change_case_mix(of, changes, count, cells);
}

const char *vro_changed_scenario_fault(const vro_changed_scenario *self) {
    return vro_scenario_fault(&self->scenario);
}

void vro_changed_scenario_free(vro_changed_scenario *self) {
    free(self->scenario.cells);
    *self = (vro_changed_scenario){0};
}
