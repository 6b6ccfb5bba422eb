#include "vrosim/model/model.h"

#include "vrosim/model/distribution_tables.h"
#include "vrosim/model/model_parameters.h"

#include <stdlib.h>
#include <string.h>

static void read_case_mix(vro_model *self, const vro_scenario *scenario) {
    double total = 0, below = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        total += vro_scenario_value(scenario, 0, level, VRO_POPULATION_GMFCS);
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        self->level_below[level] = below / total;
        below += vro_scenario_value(scenario, 0, level, VRO_POPULATION_GMFCS);
    }
}

// All strategies and levels have the outcomes that any of them has.
static vro_status find_outcomes(vro_model *self, const vro_scenario *scenario,
                                const vro_model *base, vro_errors *errors) {
    self->outcomes = calloc(1, sizeof *self->outcomes);
    if (!self->outcomes)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the model");
    if (base)
        *self->outcomes = *base->outcomes;
    else
        vro_outcome_set_init(self->outcomes, scenario);
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++)
        self->parameters[i].outcomes = self->outcomes;
    return VRO_OK;
}

static vro_status resolve_parameters(vro_model *self, const vro_scenario *scenario,
                                     const vro_model *near, vro_errors *errors) {
    vro_status status = VRO_OK;
    const size_t count = scenario->strategies * VRO_LEVELS;
    self->parameters = calloc(count, sizeof *self->parameters);
    self->tables = calloc(1, sizeof *self->tables);
    if (!self->parameters || !self->tables)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the model");
    self->tables->base = near ? near->tables : NULL;
    for (size_t i = 0; i < count; i++) {
        self->strategies = i / VRO_LEVELS + 1; // that vro_model_free looks through
        TRY(vro_model_parameters_init(&self->parameters[i], scenario, i / VRO_LEVELS,
                                      i % VRO_LEVELS, self->tables, errors));
    }
out:
    return status;
}

// base: NULL, or what the outcomes are taken from; near: NULL, or what tables are taken from.
static vro_status build(vro_model *self, const vro_scenario *scenario, const vro_model *base,
                        const vro_model *near, int threads, vro_errors *errors) {
    vro_status status = VRO_OK;
    memset(self, 0, sizeof *self);
    TRY(resolve_parameters(self, scenario, near, errors));
    vro_distribution_tables_fill(self->tables, threads);
    read_case_mix(self, scenario);
    TRY(find_outcomes(self, scenario, base, errors));
    self->horizon = vro_scenario_horizon(scenario);
    self->subgroups = scenario->subgroups;
    self->children = scenario->children;
out:
    if (status != VRO_OK)
        vro_model_free(self);
    return status;
}

vro_status vro_model_init(vro_model *self, const vro_scenario *scenario, vro_errors *errors) {
    return build(self, scenario, NULL, NULL, 1, errors);
}

vro_status vro_model_init_over(vro_model *self, const vro_scenario *scenario, const vro_model *base,
                               int threads, vro_errors *errors) {
    return build(self, scenario, base, base, threads, errors);
}

vro_status vro_model_init_near(vro_model *self, const vro_scenario *scenario, const vro_model *near,
                               vro_errors *errors) {
    return build(self, scenario, NULL, near, 1, errors);
}

void vro_model_free(vro_model *self) {
    for (size_t i = 0; i < self->strategies * VRO_LEVELS; i++)
        vro_model_parameters_free(&self->parameters[i]);
    free(self->parameters);
    free(self->outcomes);
    if (self->tables)
        vro_distribution_tables_free(self->tables);
    free(self->tables);
    memset(self, 0, sizeof *self);
}
