#include "vrosim/table/report_comparison.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/table/html.h"
#include "vrosim/table/strategy_names.h"
#include "vrosim/table/unit_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS = 2 };

// The table as it is made: what both folders have, a row for each outcome.
typedef struct comparison {
    const vro_report *report;
    const vro_result_table *tables[FOLDERS]; // summaries of the first and of the other folder
    vro_strategy_names names[FOLDERS];
    vro_drawing cells; // the data table alone
    vro_figure_texts texts;
} comparison;

// The means of a run, or those over the samples of a psa.
static const vro_result_table *summary_of(const vro_result_tables *tables) {
    const vro_result_table *run = vro_result_tables_find(tables, "summary.csv");
    return run ? run : vro_result_tables_find(tables, "psa_summary.csv");
}

bool vro_report_has_comparison(const vro_report *report) {
    return report->request.compare;
}

// The row of the mean of an outcome under a strategy, NULL: any; table->rows if there is none.
static size_t find(const vro_result_table *table, const char *outcome, const char *strategy) {
    const vro_result_condition conditions[] = {
        {"outcome", outcome}, {"statistic", "mean"}, {"subgroup", "all"}, {"strategy", strategy}};
    return vro_result_table_find(table, 0, conditions, strategy ? 4 : 3);
}

// A mean with its standard error, both to the precision of the error.
static const char *value_text(comparison *self, const vro_result_table *table, size_t row) {
    const vro_language language = self->report->request.language;
    const double value =
        vro_result_table_number(table, row, vro_result_table_column(table, "value"));
    const double se = vro_result_table_number(table, row, vro_result_table_column(table, "se"));
    const int decimals = se > 0 ? (int)fmin(fmax(1 - floor(log10(se)), 0), 12) : 3;
    const vro_report_number number = vro_report_decimals(language, value, decimals),
                            error = vro_report_decimals(language, se, decimals);
    const char *values[] = {number.text, error.text};
    return vro_drawing_text(&self->cells, language, VRO_TEXT_WITH_ERROR, values, 2);
}

static void add_columns(comparison *self) {
    const vro_language language = self->report->request.language;
    vro_drawing_column(&self->cells, vro_report_text(language, VRO_TEXT_OUTCOME));
    for (size_t folder = 0; folder < FOLDERS; folder++)
        for (size_t s = 0; s < self->names[folder].names.count; s++) {
            const char *values[] = {self->names[folder].labels[s],
                                    vro_atomic_file_name(self->report->request.compare)};
            vro_drawing_column(&self->cells,
                               folder == 0 ? values[0]
                                           : vro_drawing_text(&self->cells, language,
                                                              VRO_TEXT_STRATEGY_OF, values, 2));
        }
}

static void add_row(comparison *self, const char *outcome) {
    vro_drawing_cell(&self->cells,
                     vro_unit_label(vro_unit_of_outcome(outcome, false),
                                    vro_figure_texts_outcome(&self->texts, outcome),
                                    vro_unit_currency(&self->report->tables, &self->texts),
                                    &self->texts));
    for (size_t folder = 0; folder < FOLDERS; folder++)
        for (size_t s = 0; s < self->names[folder].names.count; s++) {
            const vro_result_table *table = self->tables[folder];
            const size_t row = find(table, outcome, self->names[folder].names.texts[s]);
            vro_drawing_cell(&self->cells, row < table->rows ? value_text(self, table, row) : "");
        }
}

// Outcomes that both have, in the order of the first.
static void add_rows(comparison *self) {
    const vro_result_table *table = self->tables[0];
    const size_t outcome = vro_result_table_column(table, "outcome");
    for (size_t row = find(table, NULL, NULL); row < table->rows; row++) {
        const char *name = vro_result_table_text(table, row, outcome);
        if (find(table, name, NULL) == row &&
            find(self->tables[1], name, NULL) < self->tables[1]->rows)
            add_row(self, name);
    }
}

static void write_table(const comparison *self, FILE *to) {
    const vro_report *report = self->report;
    const vro_language language = report->request.language;
    const char *folder = vro_atomic_file_name(report->request.compare);
    char *sentence = vro_report_sentence(language, VRO_TEXT_COMPARISON_WORDS, &folder, 1);
    vro_html_element(to, "p", sentence ? sentence : "");
    free(sentence);
    vro_html_table_write(
        to, &(vro_html_table){.name = vro_report_text(language, VRO_TEXT_COMPARISON_TABLE),
                              .cells = (const char *const *)self->cells.cells,
                              .cell_count = self->cells.cell_count,
                              .columns = self->cells.columns});
}

static vro_status read_names(comparison *self, size_t folder, const vro_result_tables *tables,
                             vro_errors *errors) {
    return vro_strategy_names_read(&self->names[folder], tables, self->tables[folder]->name,
                                   errors);
}

vro_status vro_report_comparison_write(const vro_report *report, FILE *to, vro_errors *errors) {
    const vro_language language = report->request.language;
    comparison self = {.report = report,
                       .texts = {.language = language},
                       .tables = {summary_of(&report->tables), summary_of(&report->compared)}};
    vro_status status = VRO_OK;
    if (!self.tables[0] || !self.tables[1]) {
        vro_html_element(to, "p", vro_report_text(language, VRO_TEXT_COMPARISON_NONE));
        goto out;
    }
    TRY(read_names(&self, 0, &report->tables, errors));
    TRY(read_names(&self, 1, &report->compared, errors));
    add_columns(&self);
    add_rows(&self);
    self.cells.failed = self.cells.failed || self.texts.failed;
    TRY(vro_drawing_check(&self.cells, errors));
    if (vro_drawing_rows(&self.cells) > 0)
        write_table(&self, to);
    else
        vro_html_element(to, "p", vro_report_text(language, VRO_TEXT_COMPARISON_NONE));
out:
    vro_figure_texts_free(&self.texts);
    vro_drawing_free(&self.cells);
    for (size_t i = 0; i < FOLDERS; i++)
        vro_strategy_names_free(&self.names[i]);
    return status;
}
