#include "vrosim/study/measures.h"

#include "vrosim/outcome/contrast.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct kind_row {
    const char *name;
    const char *statistic;            // in the tables; NULL: of the outcome
    const char *difference_statistic; // likewise, where there is a reference
    bool has_mean;                    // it is also of a strategy alone
    bool has_cost;
    bool has_sign;
} kind_row;

static const kind_row kinds[] = {
    [VRO_MEASURED_OUTCOME] = {.has_mean = true, .has_sign = true},
    [VRO_MEASURED_NET_BENEFIT] = {.name = "net_benefit",
                                  .statistic = "mean",
                                  .difference_statistic = "mean_difference",
                                  .has_mean = true,
                                  .has_cost = true,
                                  .has_sign = true},
    [VRO_MEASURED_ICER] = {.name = "icer", .difference_statistic = "icer", .has_cost = true},
    [VRO_MEASURED_NUMBER_NEEDED_TO_TREAT] = {.name = "nnt",
                                             .difference_statistic = "number_needed_to_treat"},
};

bool vro_measured_has_cost(vro_measured_kind kind) {
    return kinds[kind].has_cost;
}

bool vro_measured_has_mean(vro_measured_kind kind) {
    return kinds[kind].has_mean;
}

bool vro_measured_has_sign(vro_measured_kind kind) {
    return kinds[kind].has_sign;
}

// The column of an outcome; the number of columns if it has none.
static size_t column_of(const vro_outcome_list *self, vro_outcome_id id) {
    size_t column = 0;
    while (column < self->count && self->ids[column] != id)
        column++;
    return column;
}

static void record(vro_outcome_list *self, vro_outcome_id id) {
    if (column_of(self, id) == self->count)
        self->ids[self->count++] = id;
}

void vro_outcome_list_append(vro_outcome_list *self, const vro_measured *measured) {
    record(self, measured->outcome);
    if (vro_measured_has_cost(measured->kind))
        record(self, VRO_MEASURED_COST);
    self->measured[self->measured_count++] = *measured;
}

// The strategy that `strategy` is compared with, or VRO_NO_REFERENCE.
static size_t reference_of(size_t strategy, const vro_strategy_pair *pair) {
    if (!pair)
        return strategy > 0 ? 0 : VRO_NO_REFERENCE;
    return strategy == pair->strategy ? pair->reference : VRO_NO_REFERENCE;
}

// rows must have room for two rows for each strategy.
static void append_rows(vro_measures *self, size_t subgroup, const vro_measured *measured,
                        const vro_strategy_pair *pair) {
    for (size_t strategy = 0; strategy < self->scenario->strategies; strategy++) {
        vro_measure row = {.strategy = strategy,
                           .reference = VRO_NO_REFERENCE,
                           .column = column_of(&self->outcomes, measured->outcome),
                           .outcome = measured->outcome,
                           .subgroup = subgroup,
                           .kind = measured->kind,
                           .cost_column = column_of(&self->outcomes, VRO_MEASURED_COST),
                           .threshold = measured->threshold};
        if (vro_measured_has_mean(row.kind))
            self->rows[self->count++] = row;
        row.reference = reference_of(strategy, pair);
        if (row.reference != VRO_NO_REFERENCE)
            self->rows[self->count++] = row;
    }
}

vro_status vro_measures_init(vro_measures *self, const vro_scenario *scenario,
                             const vro_outcome_list *outcomes, const vro_strategy_pair *pair,
                             vro_errors *errors) {
    const size_t subgroups = vro_subgroups_count(&scenario->subgroups);
    const size_t most = 2 * scenario->strategies * outcomes->measured_count * subgroups;
    *self = (vro_measures){.scenario = scenario, .outcomes = *outcomes};
    vro_outcome_set_init(&self->set, scenario);
    self->rows = calloc(most, sizeof *self->rows);
    if (!self->rows)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for a list of measures");
    for (size_t subgroup = 0; subgroup < subgroups; subgroup++)
        for (size_t i = 0; i < outcomes->measured_count; i++)
            append_rows(self, subgroup, &outcomes->measured[i], pair);
    return VRO_OK;
}

vro_estimate vro_measure_estimate(const vro_measure *self, const vro_moments *moments) {
    return (self->reference == VRO_NO_REFERENCE ? vro_estimate_outcome
                                                : vro_estimate_difference)(self->outcome, moments);
}

void vro_measure_name(const vro_measure *self, const vro_measures *measures,
                      char name[VRO_MEASURED_NAME_MAX]) {
    const char *kind = kinds[self->kind].name;
    const char *outcome = measures->set.names[self->outcome];
    if (self->kind == VRO_MEASURED_OUTCOME)
        snprintf(name, VRO_MEASURED_NAME_MAX, "%s", outcome);
    else if (self->kind == VRO_MEASURED_NET_BENEFIT)
        snprintf(name, VRO_MEASURED_NAME_MAX, "%s:%.15g", kind, self->threshold);
    else if (self->kind == VRO_MEASURED_ICER)
        snprintf(name, VRO_MEASURED_NAME_MAX, "%s", kind);
    else
        snprintf(name, VRO_MEASURED_NAME_MAX, "%s:%s", kind, outcome);
}

// Net benefit changes where either of its outcomes does.
double vro_measure_step(const vro_measure *self) {
    const bool quantity = vro_outcome_row(self->outcome)->kind == VRO_QUANTITY;
    const double step = quantity ? vro_estimate_scale(self->outcome) : 0;
    if (self->kind == VRO_MEASURED_NET_BENEFIT)
        return self->threshold * step + vro_estimate_scale(VRO_MEASURED_COST);
    return step;
}

static const char *statistic_of(const vro_measure *self) {
    const kind_row *kind = &kinds[self->kind];
    if (self->kind != VRO_MEASURED_OUTCOME)
        return self->reference == VRO_NO_REFERENCE ? kind->statistic : kind->difference_statistic;
    if (self->reference == VRO_NO_REFERENCE)
        return "mean";
    return vro_comparison_name(vro_outcome_row(self->outcome)->kind == VRO_SHARE
                                   ? VRO_RISK_DIFFERENCE
                                   : VRO_MEAN_DIFFERENCE);
}

void vro_measure_write(const vro_measure *self, const vro_measures *measures,
                       vro_csv_writer *writer) {
    const vro_scenario *scenario = measures->scenario;
    char subgroup[VRO_SUBGROUP_NAME_MAX], name[VRO_MEASURED_NAME_MAX];
    const bool of_outcome = self->kind == VRO_MEASURED_NUMBER_NEEDED_TO_TREAT;
    vro_measure_name(self, measures, name);
    vro_subgroups_name(&scenario->subgroups, self->subgroup, subgroup);
    vro_csv_writer_text(writer, scenario->name);
    vro_csv_writer_text(writer, scenario->strategy_names[self->strategy]);
    vro_csv_writer_text(writer, self->reference == VRO_NO_REFERENCE
                                    ? ""
                                    : scenario->strategy_names[self->reference]);
    vro_csv_writer_text(writer, subgroup);
    vro_csv_writer_text(writer, of_outcome ? measures->set.names[self->outcome] : name);
    vro_csv_writer_text(writer, statistic_of(self));
}

void vro_measures_free(vro_measures *self) {
    free(self->rows);
    *self = (vro_measures){0};
}
