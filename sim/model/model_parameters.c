#include "vrosim/model/model_parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

vro_bernoulli vro_bernoulli_of(double probability) {
    const double below = ceil(probability * 4294967296.0 - 0.5); // number of x < 2^32 p - 0.5
    if (!(below >= 1))
        return (vro_bernoulli){0, 0};
    return (vro_bernoulli){(uint32_t)(fmin(below, 4294967296.0) - 1), 1};
}

// Parameters whose distributions are read at a correlated normal score (model.md 3.3).
static const vro_parameter_id SCORED[] = {VRO_ANATOMY_NSA, VRO_ANATOMY_ANTEVERSION,
                                          VRO_ANATOMY_ACETABULAR_INDEX, VRO_ANATOMY_MIGRATION,
                                          VRO_ANATOMY_MIGRATION_OTHER};

static bool is_scored(vro_parameter_id id) {
    for (size_t i = 0; i < sizeof SCORED / sizeof SCORED[0]; i++)
        if (SCORED[i] == id)
            return true;
    return false;
}

// false: out of memory.
static bool resolve_cell(vro_model_parameters *self, vro_parameter_id id,
                         const vro_distribution *distribution, vro_distribution_tables *tables) {
    const vro_parameter *row = vro_dictionary_row(id);
    if (row->distributions != VRO_ANY_DISTRIBUTION) {
        self->number[id] = (float)distribution->value;
        self->bernoulli[id] = vro_bernoulli_of(distribution->value);
        return true;
    }
    if (is_scored(id))
        return (self->score[id] = vro_distribution_tables_ztable(tables, distribution));
    return (self->distribution[id] = vro_distribution_tables_qtable(tables, distribution));
}

// The integral of e^(-rate s) from 0 to time.
static double integral(double rate, double time) {
    return rate == 0 ? time : -expm1(-rate * time) / rate;
}

// Prepares the visits; model.md 7.3. false: out of memory.
static bool make_visits(vro_model_parameters *self, double horizon, double interval, double d,
                        double k, double m) {
    self->visits = (size_t)floor(horizon / interval + 1e-9);
    const size_t last = (self->visits + 3) / 4 * 4; // they are read four at a time from 1 on
    self->visit = malloc((last + 1) * sizeof *self->visit);
    if (!self->visit)
        return false;
    for (size_t n = 0; n <= last; n++) {
        const double time = (double)n * interval;
        self->visit[n] = (vro_exposure){.plain = (float)integral(d, time),
                                        .release = (float)integral(d + m, time),
                                        .rebound = (float)integral(d + k, time),
                                        .both = (float)integral(d + k + m, time)};
    }
    return true;
}

// The rates of model.md 8, k = ln 2 / half_time, and what follows from them. false: out of memory.
static bool derive(vro_model_parameters *self, const vro_scenario *scenario, size_t strategy,
                   size_t level) {
    const double d = vro_scenario_value(scenario, strategy, level, VRO_MIGRATION_AFTER_MATURITY);
    const double k = M_LN2 / vro_scenario_value(scenario, strategy, level, VRO_REMODEL_HALF_TIME);
    const double m =
        M_LN2 / vro_scenario_value(scenario, strategy, level, VRO_MIGRATION_RELEASE_HALF_TIME);
    const double acceptance = vro_scenario_value(scenario, strategy, level, VRO_RESCUE_ACCEPTANCE);
    self->decay = (float)d;
    self->rebound_rate = (float)k;
    self->release_rate = (float)m;
    self->visits_per_refusal = acceptance < 1 ? (float)(-1 / log1p(-acceptance)) : 0.0f;
    return make_visits(self, vro_scenario_value(scenario, strategy, level, VRO_FOLLOWUP_HORIZON),
                       vro_scenario_value(scenario, strategy, level, VRO_FOLLOWUP_VISIT_INTERVAL),
                       d, k, m);
}

vro_status vro_model_parameters_init(vro_model_parameters *self, const vro_scenario *scenario,
                                     size_t strategy, size_t level, vro_distribution_tables *tables,
                                     vro_errors *errors) {
    memset(self, 0, sizeof *self);
    const vro_distribution standard = {VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, NAN};
    bool enough = (self->normal = vro_distribution_tables_qtable(tables, &standard));
    for (int id = 0; id < VRO_PARAMETERS && enough; id++) {
        const vro_cell *cell = vro_scenario_cell(scenario, strategy, level, (vro_parameter_id)id);
        enough = resolve_cell(self, (vro_parameter_id)id, &cell->distribution, tables);
    }
    if (!enough || !derive(self, scenario, strategy, level))
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for the tables of the model");
    return VRO_OK;
}

void vro_model_parameters_free(vro_model_parameters *self) {
    free(self->visit);
    self->visit = NULL;
}
