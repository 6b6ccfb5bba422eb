#include "vrosim/study/measures.h"

#include "vrosim/outcome/contrast.h"

#include <stdlib.h>

// The strategy that `strategy` is compared with, or VRO_NO_REFERENCE.
static size_t reference_of(size_t strategy, const vro_strategy_pair *pair) {
    if (!pair)
        return strategy > 0 ? 0 : VRO_NO_REFERENCE;
    return strategy == pair->strategy ? pair->reference : VRO_NO_REFERENCE;
}

// rows must have room for two rows for each strategy.
static void append_rows(vro_measures *self, size_t subgroup, size_t column,
                        const vro_strategy_pair *pair) {
    for (size_t strategy = 0; strategy < self->scenario->strategies; strategy++) {
        vro_measure row = {.strategy = strategy,
                           .reference = VRO_NO_REFERENCE,
                           .column = column,
                           .outcome = self->outcomes.ids[column],
                           .subgroup = subgroup};
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
    const size_t most = 2 * scenario->strategies * outcomes->count * subgroups;
    *self = (vro_measures){.scenario = scenario, .outcomes = *outcomes};
    vro_outcome_set_init(&self->set, scenario);
    self->rows = calloc(most, sizeof *self->rows);
    if (!self->rows)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory for a list of measures");
    for (size_t subgroup = 0; subgroup < subgroups; subgroup++)
        for (size_t column = 0; column < outcomes->count; column++)
            append_rows(self, subgroup, column, pair);
    return VRO_OK;
}

vro_estimate vro_measure_estimate(const vro_measure *self, const vro_moments *moments) {
    return (self->reference == VRO_NO_REFERENCE ? vro_estimate_outcome
                                                : vro_estimate_difference)(self->outcome, moments);
}

static const char *statistic_of(const vro_measure *self) {
    if (self->reference == VRO_NO_REFERENCE)
        return "mean";
    return vro_comparison_name(vro_outcome_row(self->outcome)->kind == VRO_SHARE
                                   ? VRO_RISK_DIFFERENCE
                                   : VRO_MEAN_DIFFERENCE);
}

void vro_measure_write(const vro_measure *self, const vro_measures *measures,
                       vro_csv_writer *writer) {
    const vro_scenario *scenario = measures->scenario;
    char subgroup[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&scenario->subgroups, self->subgroup, subgroup);
    vro_csv_writer_text(writer, scenario->name);
    vro_csv_writer_text(writer, scenario->strategy_names[self->strategy]);
    vro_csv_writer_text(writer, self->reference == VRO_NO_REFERENCE
                                    ? ""
                                    : scenario->strategy_names[self->reference]);
    vro_csv_writer_text(writer, subgroup);
    vro_csv_writer_text(writer, measures->set.names[self->outcome]);
    vro_csv_writer_text(writer, statistic_of(self));
}

void vro_measures_free(vro_measures *self) {
    free(self->rows);
    *self = (vro_measures){0};
}
