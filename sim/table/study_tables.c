#include "vrosim/table/study_tables.h"

#include "vrosim/study/sampling_benefit.h"
#include "vrosim/table/decision_cells.h"
#include "vrosim/table/table_files.h"

#include <math.h>

// The EVSI is written as if this share of the standard error of the EVPI were its own.
static const double WORTH_PRECISION = 0.01;

typedef struct study_results {
    const vro_scenario *scenario;
    const vro_outcome_set *outcomes;
    const vro_sample_information *information;
    const vro_subgroup_decisions *subgroups;
    uint64_t patients;
} study_results;

// The arms and the outcomes of a study, each as one cell; they are plain words.
static void write_study(const study_results *self, vro_csv_writer *writer) {
    const vro_proposed_study *study = self->information->study;
    vro_csv_writer_text(writer, self->scenario->strategy_names[study->strategies[0]]);
    for (size_t i = 1; i < study->arms; i++)
        fprintf(writer->stream, "+%s", self->scenario->strategy_names[study->strategies[i]]);
    vro_csv_writer_text(writer, self->outcomes->names[study->outcomes[0]]);
    for (size_t i = 1; i < study->outcome_count; i++)
        fprintf(writer->stream, "+%s", self->outcomes->names[study->outcomes[i]]);
}

// EVSI, EVPPI and EVPI to the same decimals, so that rounding puts none above the next.
static void write_values(vro_csv_writer *writer, vro_expectation value, double limit,
                         vro_expectation perfect) {
    const double precision = perfect.se * WORTH_PRECISION;
    vro_csv_writer_number(writer, value.value, precision);
    vro_csv_writer_number(writer, value.se, precision);
    vro_csv_writer_number(writer, limit, precision);
    vro_csv_writer_number(writer, perfect.value, precision);
}

static void write_benefit(vro_csv_writer *writer, const vro_sampling_benefit *benefit,
                          double children) {
    vro_decision_cells_expectation(writer, benefit->population_value);
    vro_csv_writer_exact(writer, benefit->cost);
    vro_csv_writer_number(writer, benefit->net_benefit.value, benefit->net_benefit.se);
    vro_csv_writer_number(writer, benefit->net_benefit.se, benefit->net_benefit.se);
    if (isnan(benefit->net_benefit.value)) {
        vro_csv_writer_text(writer, "");
        vro_csv_writer_text(writer, "");
    } else {
        vro_csv_writer_count(writer, benefit->optimal);
        vro_csv_writer_count(writer, benefit->near_optimal);
    }
    vro_csv_writer_exact(writer, children);
}

// A row a size. Costs and children are for the trade-off with money.
static void write_threshold(const study_results *self, size_t number, size_t threshold,
                            vro_csv_writer *writer) {
    const vro_proposed_study *study = self->information->study;
    const vro_choice *choice = self->information->choices[number].choice;
    const vro_expectation *values =
        vro_sample_information_values(self->information, number, threshold);
    const double children = choice->trade_off == VRO_COST_PER_QALY
                                ? vro_sampling_benefit_children(study, self->scenario)
                                : NAN;
    const vro_expectation perfect = choice->decisions[threshold].perfect_information;
    vro_sampling_benefit benefits[VRO_STUDY_SIZES_MAX];
    vro_sampling_benefits_find(study, values, children, benefits);
    for (size_t i = 0; i < study->size_count; i++) {
        vro_decision_cells_head(writer, self->scenario, choice->trade_off, choice->subgroup);
        vro_csv_writer_exact(writer, choice->thresholds->values[threshold]);
        write_study(self, writer);
        vro_csv_writer_count(writer, study->sizes[i]);
        vro_csv_writer_count(writer, vro_proposed_study_children(study, i));
        write_values(writer, values[i], values[study->size_count].value, perfect);
        write_benefit(writer, &benefits[i], children);
        vro_csv_writer_end(writer);
    }
}

static vro_status write_information(const void *context, vro_csv_writer *writer,
                                    vro_errors *errors) {
    const study_results *self = context;
    (void)errors;
    for (size_t i = 0; i < self->information->count; i++)
        for (size_t t = 0; t < self->information->choices[i].choice->thresholds->count; t++)
            write_threshold(self, i, t, writer);
    return VRO_OK;
}

static void write_subgroup_head(const study_results *self, const vro_subgroup_decision *decision,
                                size_t threshold, size_t subgroup, vro_csv_writer *writer) {
    char name[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&self->scenario->subgroups, subgroup, name);
    vro_csv_writer_text(writer, self->scenario->name);
    vro_csv_writer_text(writer, vro_trade_off_row(decision->overall->trade_off)->name);
    vro_csv_writer_exact(writer, decision->overall->thresholds->values[threshold]);
    vro_csv_writer_text(writer, decision->division);
    vro_csv_writer_text(writer, name);
}

// The error of a share of all children, for its precision.
static double share_error(const study_results *self, double share) {
    return sqrt(share * (1 - share) / (double)self->patients);
}

// All children first, then each subgroup.
static void write_division(const study_results *self, const vro_subgroup_decision *decision,
                           size_t threshold, vro_csv_writer *writer) {
    const size_t best = decision->overall->decisions[threshold].best;
    const vro_subgroup_choice *choices = vro_subgroup_decision_choices(decision, threshold);
    write_subgroup_head(self, decision, threshold, 0, writer);
    vro_csv_writer_count(writer, 1);
    vro_csv_writer_text(writer, self->scenario->strategy_names[best]);
    vro_decision_cells_expectation(writer, decision->values[threshold]);
    vro_csv_writer_end(writer);
    for (size_t i = 0; i < decision->count; i++) {
        if (!(decision->shares[i] > 0))
            continue;
        write_subgroup_head(self, decision, threshold, decision->first + i, writer);
        vro_csv_writer_number(writer, decision->shares[i], share_error(self, decision->shares[i]));
        vro_csv_writer_text(writer, self->scenario->strategy_names[choices[i].best]);
        vro_decision_cells_expectation(writer, choices[i].value);
        vro_csv_writer_end(writer);
    }
}

static vro_status write_subgroups(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const study_results *self = context;
    (void)errors;
    for (size_t i = 0; i < self->subgroups->count; i++) {
        const vro_subgroup_decision *decision = &self->subgroups->decisions[i];
        for (size_t t = 0; t < decision->overall->thresholds->count; t++)
            write_division(self, decision, t, writer);
    }
    return VRO_OK;
}

static bool has_study(const void *context) {
    const study_results *self = context;
    return self->information->study->size_count > 0;
}

static const vro_table tables[] = {
    {.file = "decision_study.csv", .is_present = has_study, .write = write_information},
    {.file = "decision_subgroups.csv", .write = write_subgroups},
};

vro_status vro_study_tables_write(const vro_decisions *decisions,
                                  const vro_sample_information *information,
                                  const vro_subgroup_decisions *subgroups, vro_new_folder *folder,
                                  vro_errors *errors) {
    const vro_ensemble *ensemble = decisions->ensemble;
    const study_results self = {ensemble->uncertainty->scenario, &ensemble->outcomes, information,
                                subgroups, ensemble->patients};
    return vro_tables_write(tables, sizeof tables / sizeof *tables, &self, folder, errors);
}
