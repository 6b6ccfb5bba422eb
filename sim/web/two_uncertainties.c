// Two kinds of uncertainty of the share revised by 5 years: that of so many simulated children, and
// that of the parameters, whose values nobody knows exactly.
#include "vrosim/library/call.h"
#include "vrosim/table/result_tables.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <math.h>
#include <string.h>

enum { RUN, SAMPLES, CHILDREN, SEED };

static double cell(const vro_result_table *table, size_t row, const char *column) {
    return vro_result_table_number(table, row, vro_result_table_column(table, column));
}

static vro_estimate unknown_parameters(const vro_result_table *table, size_t row) {
    const bool is_interval = cell(table, row, "samples") > 1;
    return (vro_estimate){.value = cell(table, row, "value"),
                          .lower = is_interval ? cell(table, row, "lower") : NAN,
                          .upper = is_interval ? cell(table, row, "upper") : NAN,
                          .n = (uint64_t)cell(table, row, "samples")};
}

static void write_strategy(const vro_lesson_source *source, const vro_result_table *table,
                           const char *strategy, vro_csv_writer *writer) {
    const vro_result_condition wanted[] = {
        {"strategy", strategy}, {"subgroup", "all"}, {"outcome", "revision_by_5y"}};
    const size_t row = vro_result_table_find(table, 0, wanted, 3);
    const uint64_t run = (uint64_t)source->input[RUN];
    if (row == table->rows)
        return;
    const vro_estimate parameters = unknown_parameters(table, row);
    const vro_estimate simulation =
        vro_estimate_share((uint64_t)llround(parameters.value * (double)run), run);
    vro_lesson_row_estimate(writer, "simulation", strategy, &simulation);
    vro_lesson_row(writer, "simulation_margin", strategy, VRO_NORMAL_975 * simulation.se, run);
    vro_lesson_row_estimate(writer, "parameters", strategy, &parameters);
    vro_lesson_row(writer, "parameters_half_width", strategy,
                   (parameters.upper - parameters.lower) / 2, parameters.n);
}

static vrosim_status read_table(vro_result_tables *tables, const char *text,
                                vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    return vro_call_end(
        &now, vro_result_tables_add(tables, "psa_summary.csv", text, strlen(text), now.errors));
}

static vrosim_status write(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors) {
    vrosim_options options = vrosim_options_default();
    vro_result_tables tables = {0};
    vrosim_psa *psa = NULL;
    char *text = NULL;
    options.children = (uint64_t)source->input[CHILDREN];
    options.seed = (uint64_t)source->input[SEED];
    options.sampling = VROSIM_PCG;
    options.threads = 1;
    vrosim_status status =
        vrosim_psa_run(&psa, source->scenario, (uint64_t)source->input[SAMPLES], &options, errors);
    if (status == VROSIM_OK)
        status = vrosim_psa_table(&text, psa, "psa_summary.csv", errors);
    if (status == VROSIM_OK)
        status = read_table(&tables, text, errors);
    const char *strategy;
    for (size_t i = 0;
         status == VROSIM_OK && (strategy = vrosim_scenario_strategy(source->scenario, i)); i++)
        write_strategy(source, &tables.tables[0], strategy, writer);
    vrosim_text_free(text);
    vrosim_psa_free(psa);
    vro_result_tables_free(&tables);
    return status;
}

const vro_lesson vro_two_uncertainties = {.name = "two_uncertainties",
                                          .inputs = {{"run", 1, 1e9, 1e7},
                                                     {"samples", 1, 200, 100},
                                                     {"children", 1, 10000, 2000},
                                                     {"seed", 0, 1e9, 1}},
                                          .write = write};
