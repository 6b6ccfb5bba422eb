#include "vrosim/table/psa_tables.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/table/decision_cells.h"
#include "vrosim/table/strategy_list.h"

#include <math.h>
#include <string.h>

// What is written without a standard error of its own is rounded as if it had this one.
static const double VARIANCE_PRECISION = 1e-3; // times the variance
static const double SHARE_PRECISION = 1e-4;

static const vro_scenario *scenario_of(const vro_psa_results *self) {
    return self->ensemble->uncertainty->scenario;
}

// Limits and means to the precision that their error leaves, variances to three digits or more.
// Where all children of all samples have the same, the error is not known.
static void write_components(vro_csv_writer *writer, const vro_variance_components *components) {
    const double se = components->se == 0 ? NAN : components->se;
    vro_csv_writer_number(writer, components->value, se);
    vro_csv_writer_number(writer, se, se);
    vro_csv_writer_number(writer, components->lower, components->se);
    vro_csv_writer_number(writer, components->upper, components->se);
    vro_csv_writer_text(writer, "uncertainty");
    vro_csv_writer_number(writer, components->monte_carlo,
                          components->monte_carlo * VARIANCE_PRECISION);
    vro_csv_writer_number(writer, components->parameter, components->parameter_se);
    vro_csv_writer_number(writer, components->parameter_se, components->parameter_se);
    vro_csv_writer_number(writer, components->share, SHARE_PRECISION);
    vro_csv_writer_text(writer, vro_variance_components_advice(components));
}

static void write_sizes(const vro_psa_results *self, vro_csv_writer *writer,
                        const vro_variance_components *components) {
    vro_csv_writer_count(writer, components->samples);
    vro_csv_writer_count(writer, self->ensemble->patients);
    vro_csv_writer_end(writer);
}

// scenario, strategy, reference (of a difference), subgroup, outcome, statistic.
static void write_key(const vro_psa_results *self, vro_csv_writer *writer, vro_quantity_key key) {
    char subgroup[VRO_SUBGROUP_NAME_MAX];
    const bool share = vro_outcome_row(key.outcome)->kind == VRO_SHARE;
    const vro_comparison comparison = share ? VRO_RISK_DIFFERENCE : VRO_MEAN_DIFFERENCE;
    vro_csv_writer_text(writer, scenario_of(self)->name);
    vro_csv_writer_text(writer, scenario_of(self)->strategy_names[key.strategy]);
    if (key.difference)
        vro_csv_writer_text(writer, scenario_of(self)->strategy_names[0]);
    vro_subgroups_name(&scenario_of(self)->subgroups, key.subgroup, subgroup);
    vro_csv_writer_text(writer, subgroup);
    vro_csv_writer_text(writer, self->ensemble->outcomes.names[key.outcome]);
    vro_csv_writer_text(writer, key.difference ? vro_comparison_name(comparison) : "mean");
}

static void write_mean(const vro_psa_results *self, vro_csv_writer *writer, vro_quantity_key key) {
    const vro_variance_components components = vro_ensemble_components(self->ensemble, key);
    if (components.samples == 0)
        return;
    write_key(self, writer, key);
    write_components(writer, &components);
    write_sizes(self, writer, &components);
}

static double share_better(const vro_variance_components *difference, vro_better better) {
    switch (better) {
    case VRO_LESS:
        return difference->below;
    case VRO_MORE:
        return 1 - difference->below;
    default:
        return NAN;
    }
}

static void write_difference(const vro_psa_results *self, vro_csv_writer *writer,
                             vro_quantity_key key) {
    const vro_variance_components components = vro_ensemble_components(self->ensemble, key);
    if (components.samples == 0)
        return;
    write_key(self, writer, key);
    write_components(writer, &components);
    vro_csv_writer_number(writer, share_better(&components, vro_outcome_row(key.outcome)->better),
                          SHARE_PRECISION);
    write_sizes(self, writer, &components);
}

typedef void quantity_writer(const vro_psa_results *self, vro_csv_writer *writer,
                             vro_quantity_key key);

static void write_quantities(const vro_psa_results *self, vro_csv_writer *writer, bool difference,
                             quantity_writer *write) {
    const size_t subgroups = vro_subgroups_count(&scenario_of(self)->subgroups);
    const vro_outcome_set *outcomes = &self->ensemble->outcomes;
    for (size_t strategy = difference; strategy < scenario_of(self)->strategies; strategy++)
        for (size_t subgroup = 0; subgroup < subgroups; subgroup++)
            for (size_t i = 0; i < outcomes->count; i++)
                write(self, writer,
                      (vro_quantity_key){strategy, subgroup, outcomes->ids[i], difference});
}

static vro_status write_summary(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)errors;
    write_quantities(context, writer, false, write_mean);
    return VRO_OK;
}

static vro_status write_contrasts(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)errors;
    write_quantities(context, writer, true, write_difference);
    return VRO_OK;
}

static vro_status write_params(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_psa_results *self = context;
    const vro_uncertainty *uncertainty = self->ensemble->uncertainty;
    (void)errors;
    for (size_t i = 0; i < uncertainty->count; i++)
        vro_csv_writer_text(writer, uncertainty->parameters[i].name);
    vro_csv_writer_end(writer);
    for (size_t sample = 0; sample < self->ensemble->samples; sample++) {
        for (size_t i = 0; i < uncertainty->count; i++)
            vro_csv_writer_exact(writer, vro_ensemble_values(self->ensemble, sample)[i]);
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

typedef double quantity_function(const vro_ensemble *ensemble, size_t sample,
                                 vro_quantity_key mean);

// Of all children; one row a sample, one column a strategy.
static vro_status write_matrix(const vro_psa_results *self, vro_csv_writer *writer,
                               quantity_function *quantity, vro_outcome_id outcome) {
    const vro_scenario *scenario = scenario_of(self);
    for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
        vro_csv_writer_text(writer, scenario->strategy_names[strategy]);
    vro_csv_writer_end(writer);
    for (size_t sample = 0; sample < self->ensemble->samples; sample++) {
        for (size_t strategy = 0; strategy < scenario->strategies; strategy++)
            vro_decision_cells_sample(
                writer, quantity(self->ensemble, sample,
                                 (vro_quantity_key){.strategy = strategy, .outcome = outcome}));
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

static vro_status write_effects(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_psa_results *self = context;
    (void)errors;
    return write_matrix(self, writer, vro_ensemble_effect, self->effect);
}

static vro_status write_costs(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_psa_results *self = context;
    (void)errors;
    const vro_trade_off *first = vro_trade_off_row(vro_trade_off_first(scenario_of(self)));
    return write_matrix(self, writer, vro_ensemble_cost, first->cost);
}

static vro_status write_parameters(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_psa_results *self = context;
    return vro_table_writer_write(writer, scenario_of(self), errors);
}

static vro_status write_strategies(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_psa_results *self = context;
    (void)errors;
    vro_strategy_list_write(scenario_of(self), writer);
    return VRO_OK;
}

static bool is_uncertain(const void *context) {
    const vro_psa_results *self = context;
    return self->ensemble->uncertainty->count > 0;
}

const vro_table vro_psa_tables[VRO_PSA_TABLES] = {
    {.file = "psa_summary.csv", .write = write_summary},
    {.file = "psa_contrasts.csv", .write = write_contrasts},
    {.file = "psa_params.csv", .is_present = is_uncertain, .write = write_params},
    {.file = "psa_effects.csv", .write = write_effects},
    {.file = "psa_costs.csv", .write = write_costs},
    {.file = VRO_STRATEGIES_FILE, .write = write_strategies},
    {.file = VRO_PARAMETERS_FILE, .write = write_parameters},
};

vro_status vro_psa_table_write(const vro_psa_results *results, const char *name, FILE *stream,
                               vro_errors *errors) {
    const char *names[VRO_PSA_TABLES];
    size_t count = 0;
    vro_csv_writer writer = {.stream = stream};
    for (size_t i = 0; i < VRO_PSA_TABLES; i++) {
        const vro_table *table = &vro_psa_tables[i];
        if (table->is_present && !table->is_present(results))
            continue;
        if (strcmp(table->file, name) == 0)
            return vro_table_write(table, results, &writer, errors);
        names[count++] = table->file;
    }
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "table '%s' is unknown%s",
                          vro_text_excerpt(name).text,
                          vro_suggest(name, &(vro_name_list){.names = names, .count = count}).text);
}
