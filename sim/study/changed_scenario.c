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

static bool is_share(const vro_uncertainty *self, const vro_parameter_change *change) {
    return self->parameters[change->parameter].family == VRO_DIRICHLET;
}

static bool moves(const vro_uncertainty *self, const vro_parameter_change *change) {
    return change->value != self->parameters[change->parameter].value;
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
        changed += changes[i].value;
        estimated += self->parameters[changes[i].parameter].value;
        moved = moved || moves(self, &changes[i]);
    }
    for (size_t i = 0; moved && i < self->count; i++) {
        const vro_parameter_change *own = find(changes, count, i);
        if (self->parameters[i].family == VRO_DIRICHLET)
            vro_uncertainty_set(self, i,
                                own ? own->value
                                    : self->parameters[i].value * (1 - changed) / (1 - estimated),
                                cells);
    }
}

void vro_changed_scenario_set(vro_changed_scenario *self, const vro_parameter_change *changes,
                              size_t count) {
    const vro_uncertainty *of = self->uncertainty;
    vro_cell *cells = self->scenario.cells;
    memcpy(cells, of->scenario->cells, size_of_cells(of->scenario));
    for (size_t i = 0; i < count; i++)
        if (!is_share(of, &changes[i]) && moves(of, &changes[i]))
            vro_uncertainty_set(of, changes[i].parameter, changes[i].value, cells);
    change_case_mix(of, changes, count, cells);
}

const char *vro_changed_scenario_fault(const vro_changed_scenario *self) {
    return vro_scenario_fault(&self->scenario);
}

void vro_changed_scenario_free(vro_changed_scenario *self) {
    free(self->scenario.cells);
    *self = (vro_changed_scenario){0};
}
