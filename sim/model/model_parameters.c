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

static vro_exposure exposure_of(double time, double c, double k, double m) {
    return (vro_exposure){.plain = (float)integral(c, time),
                          .release = (float)integral(c + m, time),
                          .rebound = (float)integral(c + k, time),
                          .both = (float)integral(c + k + m, time)};
}

static vro_rates rates_of(double c, double k, double m) {
    return (vro_rates){.c = (float)c,
                       .k = (float)k,
                       .m = (float)m,
                       .over_c = c > 0 ? (float)(1 / c) : 0,
                       .flat = c > 0 ? 0.0f : 1.0f,
                       .over_cm = (float)(1 / (c + m)),
                       .over_ck = (float)(1 / (c + k)),
                       .over_ckm = (float)(1 / (c + k + m))};
}

static uint64_t chance_of(vro_bernoulli bernoulli) {
    return bernoulli.possible ? (uint64_t)bernoulli.limit + 1 : 0;
}

// The probabilities of rare events as they are drawn, that of death from other causes from its rate
// and the horizon.
static vro_rare_chances chances_of(const vro_bernoulli *bernoulli, double death_rate,
                                   double horizon) {
    const double natural = -expm1(-death_rate * horizon);
    return (vro_rare_chances){
        .each = {[VRO_RARE_INFECTION] = chance_of(bernoulli[VRO_COMPLICATION_INFECTION]),
                 [VRO_RARE_FRACTURE] = chance_of(bernoulli[VRO_COMPLICATION_FRACTURE]),
                 [VRO_RARE_AVN] = chance_of(bernoulli[VRO_COMPLICATION_AVN]),
                 [VRO_RARE_PRESSURE_SORE] = chance_of(bernoulli[VRO_COMPLICATION_PRESSURE_SORE]),
                 [VRO_RARE_DEATH] = chance_of(bernoulli[VRO_MORTALITY_OPERATION])},
        .natural_death = (uint64_t)llround(ldexp(natural, VRO_CHANCE_BITS))};
}

// The rates of model.md 8, k = ln 2 / half_time, and what follows from them. A child is seen at
// (j - 1/2 + phase) intervals, phase >= 0, so by the horizon at most floor(horizon / interval +
// 1/2) times; model.md 7.3. false: out of memory.
static bool derive(vro_model_parameters *self, const vro_scenario *scenario, size_t strategy,
                   size_t level) {
    const vro_cell *cells = vro_scenario_cell(scenario, strategy, level, 0);
    const double c = cells[VRO_MIGRATION_AGE_LOG_RATIO].distribution.value;
    const double k = M_LN2 / cells[VRO_REMODEL_HALF_TIME].distribution.value;
    const double m = M_LN2 / cells[VRO_MIGRATION_RELEASE_HALF_TIME].distribution.value;
    const double acceptance = cells[VRO_RESCUE_ACCEPTANCE].distribution.value;
    const double horizon = cells[VRO_FOLLOWUP_HORIZON].distribution.value;
    const double interval = cells[VRO_FOLLOWUP_VISIT_INTERVAL].distribution.value;
    self->chances =
        chances_of(self->bernoulli, cells[VRO_MORTALITY_RATE].distribution.value, horizon);
    self->rates = rates_of(c, k, m);
    self->visits_per_refusal = acceptance < 1 ? (float)(-1 / log1p(-acceptance)) : 0.0f;
    self->whole = exposure_of(horizon, c, k, m);
    self->visits = (size_t)floor(horizon / interval + 0.5 + 1e-9);
    self->visit = malloc((self->visits + 1) * sizeof *self->visit);
    for (size_t visit = 0; self->visit && visit <= self->visits; visit++)
        self->visit[visit] = exposure_of(((double)visit + 0.5) * interval, c, k, m);
    return self->visit;
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
