// The share of children revised by a year, and what Kaplan and Meier's curve says where children
// who died are taken out as if they could still be revised. Both are columns of revision.csv.
#include "vrosim/library/call.h"
#include "vrosim/table/result_tables.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <math.h>
#include <string.h>

enum { YEARS };

// The last month of a strategy by the year: of one cause.
static size_t find_month(const vro_result_table *table, const char *strategy, const char *cause,
                         double years) {
    const size_t time = vro_result_table_column(table, "time_years");
    const vro_result_condition wanted[] = {
        {"strategy", strategy}, {"subgroup", "all"}, {"cause", cause}};
    size_t found = table->rows;
    for (size_t row = 0; row < table->rows; row++) {
        row = vro_result_table_find(table, row, wanted, sizeof wanted / sizeof *wanted);
        if (row < table->rows && vro_result_table_number(table, row, time) <= years)
            found = row;
    }
    return found;
}

static double cell(const vro_result_table *table, size_t row, const char *column) {
    return row < table->rows
               ? vro_result_table_number(table, row, vro_result_table_column(table, column))
               : NAN;
}

static void write_strategy(const vro_result_table *table, const char *strategy, double years,
                           vro_csv_writer *writer) {
    const size_t row = find_month(table, strategy, "any", years);
    const size_t death = find_month(table, strategy, "death", years);
    const double share = cell(table, row, "incidence"), censored = cell(table, row, "one_minus_km");
    vro_lesson_row(writer, "revised", strategy, share, 0);
    vro_lesson_row(writer, "one_minus_km", strategy, censored, 0);
    vro_lesson_row(writer, "excess", strategy, censored - share, 0);
    vro_lesson_row(writer, "dead_unrevised", strategy, cell(table, death, "incidence"), 0);
}

static vro_status read_revisions(vro_result_tables *tables, const char *text, vrosim_errors *errors,
                                 vrosim_status *told) {
    vro_call now;
    vro_call_begin(&now, errors);
    const vro_status status =
        vro_result_tables_add(tables, "revision.csv", text, strlen(text), now.errors);
    *told = vro_call_end(&now, status);
    return status;
}

static vrosim_status write(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors) {
    vro_result_tables tables = {0};
    char *text = NULL;
    vrosim_status status = vrosim_results_table(&text, source->results, "revision.csv", errors);
    if (status == VROSIM_OK && read_revisions(&tables, text, errors, &status) == VRO_OK) {
        const vro_result_table *table = vro_result_tables_find(&tables, "revision.csv");
        const char *strategy;
        for (size_t i = 0; (strategy = vrosim_scenario_strategy(source->scenario, i)); i++)
            write_strategy(table, strategy, source->input[YEARS], writer);
    }
    vrosim_text_free(text);
    vro_result_tables_free(&tables);
    return status;
}

const vro_lesson vro_competing_death = {
    .name = "competing_death", .inputs = {{"years", 0, 100, 10}}, .write = write};
