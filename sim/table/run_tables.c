#include "vrosim/table/run_tables.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/table/children_table.h"
#include "vrosim/table/cohort_table.h"
#include "vrosim/table/curve_tables.h"
#include "vrosim/table/net_benefit_tables.h"
#include "vrosim/table/strategy_list.h"

#include <math.h>
#include <string.h>

static void write_value(vro_csv_writer *writer, const vro_estimate *estimate) {
    vro_csv_writer_number(writer, estimate->value, estimate->se);
    vro_csv_writer_number(writer, estimate->se, estimate->se);
}

// Limits to the precision of the error. A share of 0 or 1 has an error of 0; there, to that of the
// interval.
static void write_interval(vro_csv_writer *writer, const vro_estimate *estimate) {
    const double width = estimate->upper - estimate->lower;
    const double error = estimate->se > 0 ? estimate->se : width / (2 * VRO_NORMAL_975);
    vro_csv_writer_number(writer, estimate->lower, error);
    vro_csv_writer_number(writer, estimate->upper, error);
    vro_csv_writer_count(writer, estimate->n);
    vro_csv_writer_text(writer, vro_estimate_se_kind(estimate));
    vro_csv_writer_end(writer);
}

static void write_statistic(vro_csv_writer *writer, const vro_results_row *row,
                            const vro_outcome_statistics *statistics, vro_statistic statistic) {
    const vro_estimate estimate = vro_outcome_statistics_estimate(statistics, statistic);
    vro_results_row_write(row, NULL, writer);
    vro_csv_writer_text(writer, row->view->tally->outcomes.names[statistics->outcome]);
    vro_csv_writer_text(writer, vro_statistic_name(statistic));
    write_value(writer, &estimate);
    write_interval(writer, &estimate);
}

static void summarise(vro_csv_writer *writer, const vro_results_row *row,
                      vro_outcome_statistics *statistics) {
    const vro_outcome_set *outcomes = &row->view->tally->outcomes;
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id outcome = outcomes->ids[i];
        vro_outcome_statistics_load(statistics, row->view->tally, row->strategy, row->subgroup,
                                    outcome);
        if (statistics->moments.count == 0)
            continue;
        for (vro_statistic statistic = 0; statistic < VRO_STATISTICS; statistic++)
            if (vro_outcome_statistics_has(outcome, statistic))
                write_statistic(writer, row, statistics, statistic);
    }
}

static vro_status write_summary(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_results_view *view = context;
    vro_outcome_statistics statistics;
    const vro_status status = vro_outcome_statistics_init(&statistics, errors);
    if (status != VRO_OK)
        goto out;
    for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        summarise(writer, &row, &statistics);
out:
    vro_outcome_statistics_free(&statistics);
    return status;
}

static void write_comparison(vro_csv_writer *writer, const vro_results_row *row,
                             const vro_contrast *contrast, vro_comparison comparison) {
    const vro_compared compared = vro_contrast_estimate(contrast, comparison);
    vro_results_row_write(row, row->view->scenario->strategy_names[0], writer);
    vro_csv_writer_text(writer, row->view->tally->outcomes.names[contrast->outcome]);
    vro_csv_writer_text(writer, vro_comparison_name(comparison));
    write_value(writer, &compared.paired);
    vro_csv_writer_number(writer, compared.se_unpaired, compared.se_unpaired);
    write_interval(writer, &compared.paired);
}

static void compare(vro_csv_writer *writer, const vro_results_row *row) {
    const vro_outcome_set *outcomes = &row->view->tally->outcomes;
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id outcome = outcomes->ids[i];
        vro_contrast contrast =
            vro_contrast_load(row->view->tally, row->strategy, row->subgroup, outcome);
        if (contrast.pair.count == 0)
            continue;
        vro_contrast_use_skewness(&contrast);
        for (vro_comparison comparison = 0; comparison < VRO_COMPARISONS; comparison++)
            if (vro_contrast_has(outcome, comparison))
                write_comparison(writer, row, &contrast, comparison);
    }
}

static vro_status write_contrasts(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_results_view *view = context;
    (void)errors;
    for (vro_results_row row = vro_results_row_first(view, 1); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        compare(writer, &row);
    return VRO_OK;
}

static vro_status write_parameters(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_results_view *view = context;
    return vro_table_writer_write(writer, view->scenario, errors);
}

static vro_status write_strategies(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_results_view *view = context;
    (void)errors;
    vro_strategy_list_write(view->scenario, writer);
    return VRO_OK;
}

const vro_table vro_run_tables[VRO_RUN_TABLES] = {
    {.file = "summary.csv", .write = write_summary},
    {.file = "contrasts.csv", .write = write_contrasts},
    {.file = "cohort.csv", .write = vro_cohort_write},
    {.file = "revision.csv", .write = vro_revision_write},
    {.file = "lld.csv", .write = vro_lld_write},
    {.file = "healing.csv", .write = vro_healing_write},
    {.file = "increments.csv", .write = vro_increments_write},
    {.file = "net_benefit.csv", .write = vro_net_benefit_write},
    {.file = "children.csv", .write = vro_children_write},
    {.file = VRO_STRATEGIES_FILE, .write = write_strategies},
    {.file = VRO_PARAMETERS_FILE, .write = write_parameters},
};

vro_status vro_run_table_write(const vro_results_view *view, const char *name, FILE *stream,
                               vro_errors *errors) {
    const char *names[VRO_RUN_TABLES];
    vro_csv_writer writer = {.stream = stream};
    for (size_t i = 0; i < VRO_RUN_TABLES; i++) {
        names[i] = vro_run_tables[i].file;
        if (strcmp(names[i], name) == 0)
            return vro_table_write(&vro_run_tables[i], view, &writer, errors);
    }
    return vro_errors_add(
        errors, VRO_BAD_USAGE, NULL, "table '%s' is unknown%s", vro_text_excerpt(name).text,
        vro_suggest(name, &(vro_name_list){.names = names, .count = VRO_RUN_TABLES}).text);
}
