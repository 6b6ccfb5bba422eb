#include "vrosim/table/run_tables.h"

#include "vrosim/file/csv_file.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/table/curve_tables.h"
#include "vrosim/table/net_benefit_tables.h"

#include <stddef.h>

typedef struct table {
    const char *file;
    const char *header;
    vro_status (*write)(vro_csv_writer *writer, const vro_results_view *view, vro_errors *errors);
} table;

static void write_value(vro_csv_writer *writer, const vro_estimate *estimate) {
    vro_csv_writer_number(writer, estimate->value, estimate->se);
    vro_csv_writer_number(writer, estimate->se, estimate->se);
}

// To the precision of the error, or of the interval itself where a share of 0 or 1 has no error.
static void write_interval(vro_csv_writer *writer, const vro_estimate *estimate) {
    const double width = estimate->upper - estimate->lower;
    const double error = estimate->se > 0 ? estimate->se : width / (2 * VRO_NORMAL_975);
    vro_csv_writer_number(writer, estimate->lower, error);
    vro_csv_writer_number(writer, estimate->upper, error);
    vro_csv_writer_count(writer, estimate->n);
    vro_csv_writer_end(writer);
}

static void write_statistic(vro_csv_writer *writer, const vro_results_row *row,
                            const vro_outcome_statistics *sample, vro_statistic statistic) {
    const vro_estimate estimate = vro_outcome_statistics_estimate(sample, statistic);
    vro_results_row_write(row, NULL, writer);
    vro_csv_writer_text(writer, vro_outcome_row(sample->outcome)->name);
    vro_csv_writer_text(writer, vro_statistic_name(statistic));
    write_value(writer, &estimate);
    write_interval(writer, &estimate);
}

static void summarise_group(vro_csv_writer *writer, const vro_results_row *row,
                            vro_outcome_statistics *sample) {
    for (vro_outcome_id outcome = 0; outcome < VRO_OUTCOMES; outcome++) {
        vro_outcome_statistics_load(sample, row->view->tally, row->strategy, row->subgroup,
                                    outcome);
        if (sample->moments.count == 0)
            continue;
        for (vro_statistic statistic = 0; statistic < VRO_STATISTICS; statistic++)
            if (vro_outcome_statistics_has(sample, statistic))
                write_statistic(writer, row, sample, statistic);
    }
}

static vro_status write_summary(vro_csv_writer *writer, const vro_results_view *view,
                                vro_errors *errors) {
    vro_outcome_statistics sample;
    const vro_status status = vro_outcome_statistics_init(&sample, errors);
    if (status != VRO_OK)
        goto out;
    for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        summarise_group(writer, &row, &sample);
out:
    vro_outcome_statistics_free(&sample);
    return status;
}

static void write_comparison(vro_csv_writer *writer, const vro_results_row *row,
                             const vro_contrast *contrast, vro_comparison comparison) {
    const vro_compared compared = vro_contrast_estimate(contrast, comparison);
    vro_results_row_write(row, row->view->scenario->strategy_names[0], writer);
    vro_csv_writer_text(writer, vro_outcome_row(contrast->outcome)->name);
    vro_csv_writer_text(writer, vro_comparison_name(comparison));
    write_value(writer, &compared.paired);
    vro_csv_writer_number(writer, compared.se_unpaired, compared.se_unpaired);
    write_interval(writer, &compared.paired);
}

static void compare_group(vro_csv_writer *writer, const vro_results_row *row) {
    for (vro_outcome_id outcome = 0; outcome < VRO_OUTCOMES; outcome++) {
        const vro_contrast contrast =
            vro_contrast_load(row->view->tally, row->strategy, row->subgroup, outcome);
        if (contrast.pair.count == 0)
            continue;
        for (vro_comparison comparison = 0; comparison < VRO_COMPARISONS; comparison++)
            if (vro_contrast_has(outcome, comparison))
                write_comparison(writer, row, &contrast, comparison);
    }
}

static vro_status write_contrasts(vro_csv_writer *writer, const vro_results_view *view,
                                  vro_errors *errors) {
    (void)errors;
    for (vro_results_row row = vro_results_row_first(view, 1); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        compare_group(writer, &row);
    return VRO_OK;
}

static vro_status write_effective(vro_csv_writer *writer, const vro_results_view *view,
                                  vro_errors *errors) {
    return vro_table_writer_write(writer, view->scenario, errors);
}

static const table tables[] = {
    {"summary.csv", "scenario,strategy,subgroup,outcome,statistic,value,se,lower,upper,n",
     write_summary},
    {"contrasts.csv",
     "scenario,strategy,reference,subgroup,outcome,statistic,value,se,se_unpaired,lower,upper,n",
     write_contrasts},
    {"revision.csv", "scenario,strategy,subgroup,cause,time_years,at_risk,events,incidence,se",
     vro_revision_write},
    {"lld.csv", "scenario,strategy,subgroup,lower,upper,count,share,cumulative", vro_lld_write},
    {"healing.csv", "scenario,strategy,subgroup,lower,upper,count,share,cumulative",
     vro_healing_write},
    {"increments.csv", VRO_INCREMENTS_COLUMNS, vro_net_benefit_tables_write_increments},
    {"net_benefit.csv", VRO_NET_BENEFIT_COLUMNS, vro_net_benefit_tables_write},
    {VRO_PARAMETERS_FILE, VRO_PARAMETERS_COLUMNS, write_effective},
};

static vro_status write_table(const table *self, const vro_results_view *view, const char *folder,
                              vro_errors *errors) {
    vro_csv_file file;
    vro_status status = vro_csv_file_open(&file, folder, self->file, self->header, errors);
    if (status == VRO_OK)
        status = self->write(&file.writer, view, errors);
    const vro_status closed = vro_csv_file_close(&file, errors);
    return status == VRO_OK ? closed : status;
}

enum { TABLES = sizeof tables / sizeof *tables };

// Several tables at a time: most of the writing is the printing of numbers.
vro_status vro_run_tables_write(const vro_results_view *view, const char *folder,
                                vro_errors *errors) {
    vro_errors faults[TABLES] = {0};
    vro_status statuses[TABLES], first = VRO_OK;
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t i = 0; i < TABLES; i++)
        statuses[i] = write_table(&tables[i], view, folder, &faults[i]);
    for (size_t i = 0; i < TABLES; i++) {
        vro_errors_take(errors, &faults[i]);
        first = first == VRO_OK ? statuses[i] : first;
    }
    return first;
}
