#include "vrosim/table/sensitivity_tables.h"

#include "vrosim/input/table_writer.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/table/table_files.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

const char *vro_search_status_name(vro_search_status status) {
    static const char *const names[] = {[VRO_SEARCH_NONE] = "none",
                                        [VRO_SEARCH_FOUND] = "found",
                                        [VRO_SEARCH_JUMP] = "jump",
                                        [VRO_SEARCH_TOUCHING] = "touching",
                                        [VRO_SEARCH_EQUAL] = "equal"};
    return names[status];
}

// parameter and change.
static void write_name(const vro_sensitivity *self, const vro_parameter_range *ends,
                       vro_csv_writer *writer) {
    static const char *const changes[] = {
        [VRO_CHANGE_VALUE] = "value", [VRO_CHANGE_FACTOR] = "factor", [VRO_CHANGE_SHIFT] = "shift"};
    vro_csv_writer_text(writer, vro_parameter_range_find_name(ends, self->uncertainty).text);
    vro_csv_writer_text(writer, changes[ends->kind]);
}

// value and error.
static void write_estimate(const vro_estimate *estimate, vro_csv_writer *writer) {
    vro_csv_writer_number(writer, estimate->value, estimate->se);
    vro_csv_writer_number(writer, estimate->se, estimate->se);
}

// The last column: the weakest kind of the errors that are known.
static void end_row(const vro_estimate *estimates, size_t count, vro_csv_writer *writer) {
    vro_estimate weakest = vro_estimate_unknown(0);
    for (size_t i = 0; i < count; i++) {
        if (isnan(estimates[i].se))
            continue;
        weakest.se = estimates[i].se;
        weakest.kind = vro_error_kind_weaker(weakest.kind, estimates[i].kind);
    }
    vro_csv_writer_text(writer, vro_estimate_se_kind(&weakest));
    vro_csv_writer_end(writer);
}

// Whether no child of a subgroup has the measure, at the base or at either end; such a row is left
// out.
static bool is_empty(const vro_sensitivity *self, size_t measure, const vro_estimate *low,
                     const vro_estimate *high) {
    const bool nobody = self->base[measure].n == 0 && low->n == 0 && high->n == 0;
    return self->measures->rows[measure].subgroup > 0 && nobody;
}

static bool has_ranges(const void *context) {
    const vro_sensitivity *self = context;
    return self->ranges.count > 0 || (self->grid.count == 0 && self->searches.count == 0);
}

static void write_bar(const vro_sensitivity *self, size_t measure, size_t range, size_t rank,
                      vro_csv_writer *writer) {
    const vro_parameter_range *ends = &self->ranges.items[range];
    const vro_bar *bar = &self->bars[range * self->measures->count + measure];
    if (is_empty(self, measure, &bar->low, &bar->high))
        return;
    vro_measure_write(&self->measures->rows[measure], self->measures, writer);
    vro_csv_writer_count(writer, rank);
    write_name(self, ends, writer);
    vro_csv_writer_exact(writer, ends->low);
    vro_csv_writer_exact(writer, ends->high);
    const vro_estimate estimates[] = {bar->low, self->base[measure], bar->high, bar->swing};
    const size_t count = sizeof estimates / sizeof *estimates;
    for (size_t i = 0; i < count; i++)
        write_estimate(&estimates[i], writer);
    end_row(estimates, count, writer);
}

static vro_status write_oneway(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_sensitivity *self = context;
    const size_t ranges = self->ranges.count;
    size_t *order = calloc(ranges + 1, sizeof *order);
    if (!order)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to rank parameters");
    for (size_t measure = 0; measure < self->measures->count; measure++) {
        vro_sensitivity_rank(self, measure, order);
        for (size_t rank = 0; rank < ranges; rank++)
            write_bar(self, measure, order[rank], rank + 1, writer);
    }
    free(order);
    return VRO_OK;
}

static bool has_grid(const void *context) {
    const vro_sensitivity *self = context;
    return self->grid.count > 0;
}

// Where the estimate lies on the scale of a range: what changes nothing.
static double base_of(const vro_parameter_range *ends, const vro_uncertainty *uncertainty) {
    const double bases[] = {[VRO_CHANGE_VALUE] = uncertainty->parameters[ends->parameter].value,
                            [VRO_CHANGE_FACTOR] = 1,
                            [VRO_CHANGE_SHIFT] = 0};
    return bases[ends->kind];
}

static void write_point(const vro_sensitivity *self, size_t measure, size_t point,
                        vro_csv_writer *writer) {
    const vro_parameter_range *a = &self->grid.items[0], *b = &self->grid.items[1];
    const vro_estimate *value = &self->points[point * self->measures->count + measure];
    if (self->measures->rows[measure].subgroup > 0 && value->n == 0)
        return;
    vro_measure_write(&self->measures->rows[measure], self->measures, writer);
    write_name(self, a, writer);
    vro_csv_writer_exact(writer, vro_parameter_range_step(a, point / b->steps));
    write_name(self, b, writer);
    vro_csv_writer_exact(writer, vro_parameter_range_step(b, point % b->steps));
    write_estimate(value, writer);
    vro_csv_writer_exact(writer, base_of(a, self->uncertainty));
    vro_csv_writer_exact(writer, base_of(b, self->uncertainty));
    write_estimate(&self->base[measure], writer);
    end_row((const vro_estimate[]){*value, self->base[measure]}, 2, writer);
}

static vro_status write_grid(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_sensitivity *self = context;
    (void)errors;
    for (size_t measure = 0; measure < self->measures->count; measure++)
        for (size_t point = 0; point < vro_sensitivity_points(self); point++)
            write_point(self, measure, point, writer);
    return VRO_OK;
}

static bool has_searches(const void *context) {
    const vro_sensitivity *self = context;
    return self->searches.count > 0;
}

static void write_threshold(const vro_sensitivity *self, size_t measure, size_t search,
                            vro_csv_writer *writer) {
    const vro_parameter_range *ends = &self->searches.items[search];
    const vro_threshold *found = &self->thresholds[search * self->measures->count + measure];
    if (is_empty(self, measure, &found->low, &found->high))
        return;
    vro_measure_write(&self->measures->rows[measure], self->measures, writer);
    write_name(self, ends, writer);
    vro_csv_writer_exact(writer, ends->low);
    vro_csv_writer_exact(writer, ends->high);
    const vro_estimate estimates[] = {
        found->low, self->base[measure], found->high, {.se = found->se, .kind = found->kind}};
    for (size_t i = 0; i < 3; i++)
        write_estimate(&estimates[i], writer);
    vro_csv_writer_text(writer, vro_search_status_name(found->status));
    vro_csv_writer_number(writer, found->value, isnan(found->se) ? found->width : found->se);
    vro_csv_writer_number(writer, found->se, found->se);
    vro_csv_writer_number(writer, found->slope, fabs(found->slope) * 1e-5);
    end_row(estimates, sizeof estimates / sizeof *estimates, writer);
}

static vro_status write_thresholds(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_sensitivity *self = context;
    (void)errors;
    for (size_t measure = 0; measure < self->measures->count; measure++)
        for (size_t search = 0; search < self->searches.count; search++)
            if (vro_sensitivity_is_searched(self, measure))
                write_threshold(self, measure, search, writer);
    return VRO_OK;
}

static vro_status write_parameters(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_sensitivity *self = context;
    return vro_table_writer_write(writer, self->measures->scenario, errors);
}

static vro_status write_strategies(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_sensitivity *self = context;
    (void)errors;
    vro_strategy_list_write(self->measures->scenario, writer);
    return VRO_OK;
}

static const vro_table tables[] = {
    {"sensitivity_oneway.csv", has_ranges, write_oneway},
    {"sensitivity_grid.csv", has_grid, write_grid},
    {"sensitivity_threshold.csv", has_searches, write_thresholds},
    {.file = VRO_STRATEGIES_FILE, .write = write_strategies},
    {.file = VRO_PARAMETERS_FILE, .write = write_parameters},
};

vro_status vro_sensitivity_tables_write(const vro_sensitivity *self, vro_new_folder *folder,
                                        vro_errors *errors) {
    return vro_tables_write(tables, sizeof tables / sizeof *tables, self, folder, errors);
}
