#include "vrosim/table/cohort_table.h"

#include "vrosim/outcome/cohort.h"
#include "vrosim/outcome/results_view.h"

#include <math.h>
#include <stdio.h>

typedef struct characteristic {
    const char *name;
    const char *unit;
} characteristic;

static const characteristic measurements[VRO_MEASUREMENTS] = {
    [VRO_MEASURED_AGE] = {"age", "years"},
    [VRO_MEASURED_NSA] = {"nsa_before", "degrees"},
    [VRO_MEASURED_ANTEVERSION] = {"anteversion_before", "degrees"},
    [VRO_MEASURED_ACETABULAR_INDEX] = {"acetabular_index_before", "degrees"},
    [VRO_MEASURED_MIGRATION] = {"migration_before", "percent"},
};

static const char *const procedures[VRO_PROCEDURES] = {
    [VRO_DONE_OSTEOTOMY] = "osteotomy", [VRO_DONE_SOFT_TISSUE] = "soft_tissue",
    [VRO_DONE_PELVIC] = "pelvic",       [VRO_DONE_SPICA] = "spica",
    [VRO_DONE_BILATERAL] = "bilateral",
};

// sd^2 = (sum x^2 - (sum x)^2 / n) / (n - 1), not known of one child.
static void write_row(vro_csv_writer *writer, const vro_results_row *row, characteristic of,
                      const vro_moments *moments, double steps) {
    const double n = (double)moments->count;
    const long double sum = (long double)moments->sum;
    const long double rest = (long double)moments->square - sum * sum / n;
    const double mean = (double)(sum / n) / steps;
    const double sd = moments->count > 1 ? (double)sqrtl(fmaxl(rest, 0) / (n - 1)) / steps : NAN;
    vro_results_row_write(row, NULL, writer);
    vro_csv_writer_text(writer, of.name);
    vro_csv_writer_text(writer, of.unit);
    vro_csv_writer_number(writer, mean, sd / sqrt(n));
    vro_csv_writer_number(writer, sd, sd / sqrt(2 * n));
    vro_csv_writer_count(writer, moments->count);
    vro_csv_writer_end(writer);
}

static void write_share(vro_csv_writer *writer, const vro_results_row *row, const char *name,
                        uint64_t count) {
    const vro_moments moments = {
        .count = vro_results_row_children(row), .sum = (vro_wide)count, .square = (vro_wide)count};
    write_row(writer, row, (characteristic){name, "share"}, &moments, 1);
}

static void describe(vro_csv_writer *writer, const vro_results_row *row) {
    const vro_cohort *cohort = &row->view->tally->cohort;
    write_share(writer, row, "female", vro_cohort_female(cohort, row->subgroup));
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        char name[VRO_SUBGROUP_NAME_MAX];
        snprintf(name, sizeof name, "gmfcs_%zu", level + 1);
        write_share(writer, row, name, vro_cohort_children(cohort, row->subgroup, level));
    }
    for (vro_measurement id = 0; id < VRO_MEASUREMENTS; id++) {
        const vro_moments moments = vro_cohort_measured(cohort, row->subgroup, id);
        write_row(writer, row, measurements[id], &moments, VRO_STEPS_PER_MEASUREMENT);
    }
    for (vro_procedure id = 0; id < VRO_PROCEDURES; id++)
        write_share(writer, row, procedures[id],
                    vro_cohort_treated(cohort, row->strategy, row->subgroup, id));
}

vro_status vro_cohort_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_results_view *view = context;
    (void)errors;
    for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        describe(writer, &row);
    return VRO_OK;
}
