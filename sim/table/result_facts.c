#include "vrosim/table/result_facts.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/model/outcome_set.h"

#include <stdlib.h>
#include <string.h>

static const char *const files[] = {"summary.csv",
                                    "contrasts.csv",
                                    "revision.csv",
                                    "increments.csv",
                                    "psa_summary.csv",
                                    "psa_contrasts.csv",
                                    "coverage.csv",
                                    "decision_increments.csv",
                                    "decision_acceptability.csv",
                                    "decision_information.csv",
                                    "decision_partial.csv",
                                    "decision_study.csv",
                                    "decision_subgroups.csv",
                                    "sensitivity_oneway.csv",
                                    "sensitivity_grid.csv",
                                    "sensitivity_threshold.csv",
                                    "validation.csv",
                                    "calibration_parameters.csv",
                                    "calibration_fit.csv",
                                    "calibration_conflicts.csv",
                                    "calibration_diagnostics.csv",
                                    "verify.csv"};

// What the facts of a file are made with.
typedef struct fact_writer {
    vro_named_texts *facts;
    const vro_result_table *table;
    vro_byte_buffer text; // of the present fact
} fact_writer;

static const char *cell(const fact_writer *self, size_t row, const char *column) {
    return vro_result_table_text(self->table, row, vro_result_table_column(self->table, column));
}

static void add(fact_writer *self, const char *text) {
    vro_byte_buffer_append(&self->text, text, strlen(text));
}

// Sets a fact to the text that was added, if it is any.
static void set(fact_writer *self, const char *fact) {
    const bool any = self->text.size > 0;
    char *text = vro_byte_buffer_release_text(&self->text);
    if (text && any)
        vro_named_texts_set(self->facts, fact, "%s", text);
    self->facts->failed |= !text;
    free(text);
}

static size_t count_rows(const fact_writer *self, const vro_result_condition *conditions,
                         size_t count) {
    size_t found = 0;
    for (size_t row = vro_result_table_find(self->table, 0, conditions, count);
         row < self->table->rows;
         row = vro_result_table_find(self->table, row + 1, conditions, count))
        found++;
    return found;
}

// Adds "vro 0.52 (0.49 to 0.55)", with what comes before it in the list.
static void add_estimate(fact_writer *self, size_t row, const char *separator) {
    add(self, separator);
    add(self, cell(self, row, "strategy"));
    add(self, " ");
    add(self, cell(self, row, "value"));
    if (*cell(self, row, "lower") && *cell(self, row, "upper")) {
        add(self, " (");
        add(self, cell(self, row, "lower"));
        add(self, " to ");
        add(self, cell(self, row, "upper"));
        add(self, ")");
    }
}

// The outcomes that stand for all others.
static const char *const main_outcomes[] = {"qaly", "cost", "revisions", "failed", "lld_abs_mm"};

// Adds "; revisions: A 0.7 (..), B 0.5 (..)" of the rows of a statistic.
static void add_outcome(fact_writer *self, const char *outcome, const char *statistic) {
    const vro_result_condition conditions[] = {
        {"subgroup", "all"}, {"outcome", outcome}, {"statistic", statistic}};
    bool first = true;
    for (size_t row = vro_result_table_find(self->table, 0, conditions, 3); row < self->table->rows;
         row = vro_result_table_find(self->table, row + 1, conditions, 3)) {
        vro_outcome_id id;
        if (first) {
            const bool known = vro_outcome_set_knows(outcome, &id);
            add(self, self->text.size > 0 ? "; " : "");
            add(self, outcome);
            add(self, known ? " [" : "");
            add(self, known ? vro_outcome_row(id)->unit : "");
            add(self, known ? "]: " : ": ");
        }
        add_estimate(self, row, first ? "" : ", ");
        first = false;
    }
}

static void set_means(fact_writer *self) {
    for (size_t i = 0; i < sizeof main_outcomes / sizeof *main_outcomes; i++)
        add_outcome(self, main_outcomes[i], "mean");
    set(self, "main_results");
}

static void set_differences(fact_writer *self) {
    for (size_t i = 0; i < sizeof main_outcomes / sizeof *main_outcomes; i++) {
        add_outcome(self, main_outcomes[i], "risk_difference");
        add_outcome(self, main_outcomes[i], "mean_difference");
    }
    set(self, "main_differences");
}

// Sets a fact to the distinct texts of a column, separated by commas.
static void set_distinct(fact_writer *self, const char *fact, const char *column) {
    const size_t at = vro_result_table_column(self->table, column);
    for (size_t row = 0; row < self->table->rows; row++) {
        const char *text = vro_result_table_text(self->table, row, at);
        const vro_result_condition same = {column, text};
        if (vro_result_table_find(self->table, 0, &same, 1) < row)
            continue;
        add(self, self->text.size > 0 ? ", " : "");
        add(self, text);
    }
    set(self, fact);
}

static void set_summary(fact_writer *self) {
    set_means(self);
    set_distinct(self, "outcome_list", "outcome");
    set_distinct(self, "subgroup_list", "subgroup");
}

// The rows of all children, of the first trade-off: that of costs and QALYs where there is one.
static void set_conditions(const fact_writer *self, vro_result_condition conditions[2]) {
    conditions[0] = (vro_result_condition){"subgroup", "all"};
    conditions[1] = (vro_result_condition){"trade_off", cell(self, 0, "trade_off")};
}

// "soft_tissue: reference; vro: dominated".
static void set_standings(fact_writer *self) {
    vro_result_condition all[2];
    if (self->table->rows == 0)
        return;
    set_conditions(self, all);
    for (size_t row = vro_result_table_find(self->table, 0, all, 2); row < self->table->rows;
         row = vro_result_table_find(self->table, row + 1, all, 2)) {
        const char *icer = cell(self, row, "icer");
        add(self, self->text.size > 0 ? "; " : "");
        add(self, cell(self, row, "strategy"));
        add(self, ": ");
        add(self, cell(self, row, "standing"));
        add(self, *icer ? ", ICER " : "");
        add(self, icer);
    }
    set(self, "standings");
}

// "at 0: observation (best with probability 0.85, EVPI 0.297); ...": the first, middle and last
// threshold.
static void set_information(fact_writer *self) {
    vro_result_condition all[2];
    if (self->table->rows == 0)
        return;
    set_conditions(self, all);
    const size_t count = count_rows(self, all, 2);
    size_t number = 0;
    for (size_t row = vro_result_table_find(self->table, 0, all, 2); row < self->table->rows;
         row = vro_result_table_find(self->table, row + 1, all, 2), number++) {
        if (number != 0 && number != count / 2 && number + 1 != count)
            continue;
        add(self, self->text.size > 0 ? "; at " : "at ");
        add(self, cell(self, row, "threshold"));
        add(self, ": ");
        add(self, cell(self, row, "strategy"));
        add(self, " (best with probability ");
        add(self, cell(self, row, "probability_right"));
        add(self, ", EVPI ");
        add(self, cell(self, row, "perfect_information"));
        add(self, ")");
    }
    set(self, "information_words");
}

static void set_count(const fact_writer *self, const char *fact, size_t count) {
    vro_named_texts_set(self->facts, fact, "%zu", count);
}

// How many parameters were varied, and the three that move the first result most.
static void set_oneway(fact_writer *self) {
    if (self->table->rows == 0)
        return;
    const char *outcome = cell(self, 0, "outcome");
    const vro_result_condition same[] = {{"subgroup", "all"},
                                         {"strategy", cell(self, 0, "strategy")},
                                         {"reference", cell(self, 0, "reference")},
                                         {"outcome", outcome}};
    size_t row = vro_result_table_find(self->table, 0, same, 4);
    for (int i = 0; i < 3 && row < self->table->rows; i++) {
        add(self, i > 0 ? ", " : "");
        add(self, cell(self, row, "parameter"));
        row = vro_result_table_find(self->table, row + 1, same, 4);
    }
    set(self, "oneway_first");
    set_count(self, "oneway_parameters", count_rows(self, same, 4));
    vro_named_texts_set(self->facts, "oneway_of", "%s", outcome);
}

// Figures of a role, and how many of them lie inside the published and the model's intervals.
static void set_role(const fact_writer *self, const char *role) {
    const vro_result_condition inside[] = {{"role", role}, {"inside", "1"}},
                               predicted[] = {{"role", role}, {"inside_predictive", "1"}};
    const size_t count = count_rows(self, inside, 1);
    char name[64];
    if (count == 0)
        return;
    snprintf(name, sizeof name, "validation_%s", role);
    set_count(self, name, count);
    snprintf(name, sizeof name, "validation_%s_inside", role);
    set_count(self, name, count_rows(self, inside, 2));
    snprintf(name, sizeof name, "validation_%s_predicted", role);
    set_count(self, name, count_rows(self, predicted, 2));
}

static void set_validation(fact_writer *self) {
    set_role(self, "fit");
    set_role(self, "holdout");
    set_distinct(self, "validation_studies", "study");
}

static void set_verification(fact_writer *self) {
    const vro_result_condition passed = {"result", "ok"};
    set_count(self, "verify_checks", self->table->rows);
    set_count(self, "verify_passed", count_rows(self, &passed, 1));
}

// calibration_pareto_k and so on, and the names of those that are not as wanted.
static void set_diagnostics(fact_writer *self) {
    char name[128];
    for (size_t row = 0; row < self->table->rows; row++) {
        snprintf(name, sizeof name, "calibration_%s", cell(self, row, "diagnostic"));
        vro_named_texts_set(self->facts, name, "%s", cell(self, row, "value"));
        if (strcmp(cell(self, row, "met"), "0") == 0) {
            add(self, self->text.size > 0 ? ", " : "");
            add(self, cell(self, row, "diagnostic"));
        }
    }
    if (self->text.size == 0)
        add(self, "none");
    set(self, "calibration_unmet");
}

static void set_fit(fact_writer *self) {
    const vro_result_condition inside = {"inside", "1"};
    set_count(self, "fit_figures", self->table->rows);
    set_count(self, "fit_inside", count_rows(self, &inside, 1));
}

static void set_fitted(fact_writer *self) {
    set_count(self, "fitted_parameters", self->table->rows);
    set_distinct(self, "fitted_names", "parameter");
}

static void set_coverage(fact_writer *self) {
    const vro_result_condition sampled = {"coverage", "uncertain"},
                               assumed = {"coverage", "assumption"}, exact = {"coverage", "source"};
    set_count(self, "rows_sampled", count_rows(self, &sampled, 1));
    set_count(self, "rows_exact_assumed", count_rows(self, &assumed, 1));
    set_count(self, "rows_exact_sourced", count_rows(self, &exact, 1));
}

// A later row replaces the facts of an earlier one: those of a psa, where there are both.
static const struct {
    const char *file;
    void (*set)(fact_writer *self);
} rows[] = {{"summary.csv", set_summary},
            {"psa_summary.csv", set_summary},
            {"contrasts.csv", set_differences},
            {"psa_contrasts.csv", set_differences},
            {"increments.csv", set_standings},
            {"decision_increments.csv", set_standings},
            {"decision_information.csv", set_information},
            {"coverage.csv", set_coverage},
            {"sensitivity_oneway.csv", set_oneway},
            {"validation.csv", set_validation},
            {"verify.csv", set_verification},
            {"calibration_diagnostics.csv", set_diagnostics},
            {"calibration_fit.csv", set_fit},
            {"calibration_parameters.csv", set_fitted}};

const char *const *vro_result_facts_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}

void vro_result_facts_set(vro_named_texts *facts, const vro_result_tables *tables) {
    for (size_t i = 0; i < tables->count; i++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(tables->tables[i].name, "."),
                 tables->tables[i].name);
        vro_named_texts_set(facts, name, "%s", tables->tables[i].name);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fact_writer self = {.facts = facts, .table = vro_result_tables_find(tables, rows[i].file)};
        if (self.table)
            rows[i].set(&self);
        vro_byte_buffer_free(&self.text);
    }
}
