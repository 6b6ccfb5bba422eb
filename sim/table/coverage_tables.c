#include "vrosim/table/coverage_tables.h"

#include "vrosim/file/csv_writer.h"
#include "vrosim/table/table_files.h"

#include <math.h>

// Of n samples: the mean has the standard error sd / sqrt(n), the standard deviation, of nearly
// normal samples, sd / sqrt(2 n).
static void write_drawn(vro_csv_writer *writer, const vro_drawn_parameter *drawn, size_t samples) {
    const double error = drawn->sd / sqrt((double)samples);
    vro_csv_writer_exact(writer, drawn->asked_mean);
    vro_csv_writer_exact(writer, drawn->asked_se);
    vro_csv_writer_number(writer, drawn->mean, error);
    vro_csv_writer_number(writer, drawn->sd, error / sqrt(2));
    vro_csv_writer_number(writer, drawn->on_bound, NAN);
    vro_csv_writer_text(writer, vro_draw_warning_name(drawn->warning));
}

static void write_row(vro_csv_writer *writer, const vro_coverage *coverage,
                      const vro_covered_row *covered) {
    static const vro_drawn_parameter none = {NAN, NAN, NAN, NAN, NAN, VRO_DRAWN_AS_ASKED};
    const vro_uncertainty *uncertainty = coverage->ensemble->uncertainty;
    const vro_scenario *scenario = uncertainty->scenario;
    const bool sampled = covered->kind == VRO_COVERED_UNCERTAIN;
    vro_csv_writer_text(writer, vro_scenario_rows_strategy(scenario, &covered->row));
    vro_csv_writer_text(writer, vro_scenario_rows_level(&covered->row));
    vro_csv_writer_text(writer, vro_dictionary_row(covered->row.id)->name);
    vro_csv_writer_text(writer, vro_coverage_kind_name(covered->kind));
    vro_csv_writer_text(writer, sampled ? uncertainty->parameters[covered->parameter].name : "");
    write_drawn(writer, sampled ? &coverage->drawn[covered->parameter] : &none,
                coverage->ensemble->samples);
    vro_csv_writer_text(writer, vro_scenario_rows_cell(scenario, &covered->row)->source);
    vro_csv_writer_end(writer);
}

static vro_status write_rows(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_coverage *coverage = context;
    (void)errors;
    for (size_t i = 0; i < coverage->count; i++)
        write_row(writer, coverage, &coverage->rows[i]);
    return VRO_OK;
}

static bool has_correlations(const void *context) {
    const vro_coverage *coverage = context;
    return coverage->correlations.count > 0;
}

static vro_status write_correlations(const void *context, vro_csv_writer *writer,
                                     vro_errors *errors) {
    const vro_coverage *coverage = context;
    const vro_uncertain_parameter *parameters = coverage->ensemble->uncertainty->parameters;
    (void)errors;
    for (size_t i = 0; i < coverage->correlations.count; i++) {
        const vro_drawn_correlation *pair = &coverage->correlations.items[i];
        vro_csv_writer_text(writer, parameters[pair->first].name);
        vro_csv_writer_text(writer, parameters[pair->second].name);
        vro_csv_writer_number(writer, pair->asked, NAN);
        vro_csv_writer_number(writer, pair->drawn, pair->drawn_se);
        vro_csv_writer_number(writer, pair->drawn_se, pair->drawn_se);
        vro_csv_writer_text(writer, pair->off ? "off" : "");
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

vro_status vro_coverage_tables_write(const vro_coverage *coverage, vro_new_folder *folder,
                                     vro_errors *errors) {
    static const vro_table tables[] = {{.file = VRO_COVERAGE_FILE, .write = write_rows},
                                       {.file = "psa_correlations.csv",
                                        .is_present = has_correlations,
                                        .write = write_correlations}};
    return vro_tables_write(tables, sizeof tables / sizeof *tables, coverage, folder, errors);
}
