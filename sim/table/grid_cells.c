#include "vrosim/table/grid_cells.h"

#include "vrosim/table/figure_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Columns of sensitivity_grid.csv; those from BASE_1 on are missing in older files.
enum {
    STRATEGY,
    REFERENCE,
    SUBGROUP,
    OUTCOME,
    STATISTIC,
    PARAMETER_1,
    CHANGE_1,
    VALUE_1,
    PARAMETER_2,
    CHANGE_2,
    VALUE_2,
    VALUE,
    SE,
    BASE_1,
    BASE_2,
    VALUE_BASE,
    SE_BASE,
    COLUMNS
};
static const char *const column_names[COLUMNS] = {
    "strategy", "reference", "subgroup",    "outcome",    "statistic", "parameter_1",
    "change_1", "value_1",   "parameter_2", "change_2",   "value_2",   "value",
    "se",       "base_1",    "base_2",      "value_base", "se_base"};

// What the file says of the strategies at one point, or at the estimates.
typedef struct point {
    double *means;       // [strategies]; NAN: no row
    double *mean_errors; // [strategies]
    double *differences; // [strategies] from the reference
    double *errors;      // [strategies]
} point;

typedef struct reading {
    const vro_result_table *table;
    const vro_strategy_names *names;
    size_t columns[COLUMNS];
    size_t strategies;
    double *numbers; // owned: of all points
    point *points;   // [cells + 1], the last at the estimates; owned
} reading;

static const char *text_at(const reading *self, size_t row, size_t column) {
    return vro_result_table_text(self->table, row, self->columns[column]);
}

static double number_at(const reading *self, size_t row, size_t column) {
    return vro_result_table_number(self->table, row, self->columns[column]);
}

// Whether a row is of the outcome of the figure and of all children, and no ratio.
static bool is_of_outcome(const reading *self, const vro_grid_cells *cells, size_t row) {
    const char *statistic = text_at(self, row, STATISTIC);
    return strcmp(text_at(self, row, SUBGROUP), "all") == 0 &&
           strcmp(text_at(self, row, OUTCOME), cells->measure.outcome) == 0 &&
           (strcmp(statistic, cells->measure.statistic) == 0 || strcmp(statistic, "mean") == 0);
}

static int by_number(const void *a, const void *b) {
    const double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

// Fills the values of an axis, each once, ascending.
static void list_axis(const reading *self, vro_grid_cells *cells, int axis) {
    const size_t column = axis == 0 ? VALUE_1 : VALUE_2;
    double *values = cells->axis[axis];
    size_t count = 0, kept = 0;
    for (size_t row = 0; row < self->table->rows; row++)
        if (is_of_outcome(self, cells, row) && isfinite(number_at(self, row, column)))
            values[count++] = number_at(self, row, column);
    qsort(values, count, sizeof *values, by_number);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || values[i] != values[kept - 1])
            values[kept++] = values[i];
    cells->counts[axis] = kept;
}

static size_t place_of(const vro_grid_cells *cells, int axis, double value) {
    const double *found = bsearch(&value, cells->axis[axis], cells->counts[axis],
                                  sizeof *cells->axis[axis], by_number);
    return found ? (size_t)(found - cells->axis[axis]) : cells->counts[axis];
}

static size_t cell_count(const vro_grid_cells *cells) {
    return cells->counts[0] * cells->counts[1];
}

static bool reserve(reading *self, vro_grid_cells *cells) {
    enum { ARRAYS = 4 };
    const size_t count = cell_count(cells) + 1, size = count * ARRAYS * (self->strategies + 1);
    self->points = calloc(count, sizeof *self->points);
    self->numbers = calloc(size, sizeof *self->numbers);
    cells->cells = calloc(count, sizeof *cells->cells);
    if (!self->points || !self->numbers || !cells->cells)
        return false;
    for (size_t i = 0; i < size; i++)
        self->numbers[i] = NAN;
    for (size_t i = 0; i < count; i++) {
        double *at = self->numbers + i * ARRAYS * self->strategies;
        self->points[i] = (point){at, at + self->strategies, at + 2 * self->strategies,
                                  at + 3 * self->strategies};
    }
    return true;
}

static void take(const reading *self, size_t row, point *at, size_t value, size_t se) {
    const size_t strategy = vro_strategy_names_find(self->names, text_at(self, row, STRATEGY));
    const bool difference = *text_at(self, row, REFERENCE);
    if (strategy == self->strategies)
        return;
    (difference ? at->differences : at->means)[strategy] = number_at(self, row, value);
    (difference ? at->errors : at->mean_errors)[strategy] = number_at(self, row, se);
}

static void read_points(const reading *self, vro_grid_cells *cells) {
    for (size_t row = 0; row < self->table->rows; row++) {
        if (!is_of_outcome(self, cells, row))
            continue;
        const size_t x = place_of(cells, 0, number_at(self, row, VALUE_1));
        const size_t y = place_of(cells, 1, number_at(self, row, VALUE_2));
        if (x == cells->counts[0] || y == cells->counts[1])
            continue;
        take(self, row, &self->points[y * cells->counts[0] + x], VALUE, SE);
        take(self, row, &self->points[cell_count(cells)], VALUE_BASE, SE_BASE);
        cells->parameters[0] = text_at(self, row, PARAMETER_1);
        cells->parameters[1] = text_at(self, row, PARAMETER_2);
        cells->changes[0] = text_at(self, row, CHANGE_1);
        cells->changes[1] = text_at(self, row, CHANGE_2);
        cells->base[0] = number_at(self, row, BASE_1);
        cells->base[1] = number_at(self, row, BASE_2);
    }
}

// The strategy with the best mean but for one; -1: none has a mean.
static int find_best(const reading *self, const vro_grid_cells *cells, const point *at, int but) {
    const double sign = cells->measure.better == VRO_LESS ? -1 : 1;
    int best = -1;
    for (size_t i = 0; i < self->strategies; i++)
        if ((int)i != but && isfinite(at->means[i]) &&
            (best < 0 || sign * at->means[i] > sign * at->means[best]))
            best = (int)i;
    return best;
}

// The error of the difference of two strategies, at most. The reference has no row of a difference.
static double lead_error(const point *at, int best, int next) {
    if (isnan(at->errors[best]) || isnan(at->errors[next]))
        return isnan(at->errors[best]) ? at->errors[next] : at->errors[best];
    return at->errors[best] + at->errors[next];
}

static vro_grid_cell compare_means(const reading *self, const vro_grid_cells *cells,
                                   const point *at) {
    const int best = find_best(self, cells, at, -1);
    const int next = best < 0 ? -1 : find_best(self, cells, at, best);
    if (next < 0)
        return (vro_grid_cell){-1, NAN, NAN};
    const double lead = fabs(at->means[best] - at->means[next]);
    return (vro_grid_cell){lead > 0 ? best : -1, lead, lead_error(at, best, next)};
}

// From the difference of the strategy of the measure and its reference alone.
static vro_grid_cell compare_pair(const reading *self, const vro_grid_cells *cells,
                                  const point *at) {
    const size_t strategy = vro_strategy_names_find(self->names, cells->measure.strategy);
    const size_t reference = vro_strategy_names_find(self->names, cells->measure.reference);
    const double difference = at->differences[strategy];
    const bool ahead = cells->measure.better == VRO_LESS ? difference < 0 : difference > 0;
    if (!isfinite(difference))
        return (vro_grid_cell){-1, NAN, NAN};
    return (vro_grid_cell){difference == 0 ? -1 : (int)(ahead ? strategy : reference),
                           fabs(difference), at->errors[strategy]};
}

static vro_grid_cell show_measure(const reading *self, const vro_grid_cells *cells,
                                  const point *at) {
    const size_t strategy = vro_strategy_names_find(self->names, cells->measure.strategy);
    const bool difference = *cells->measure.reference;
    return (vro_grid_cell){-1, (difference ? at->differences : at->means)[strategy],
                           (difference ? at->errors : at->mean_errors)[strategy]};
}

static void compare(const reading *self, vro_grid_cells *cells) {
    const point *base = &self->points[cell_count(cells)];
    const size_t reference = vro_strategy_names_find(self->names, cells->measure.reference);
    vro_grid_cell (*how)(const reading *, const vro_grid_cells *, const point *) = show_measure;
    cells->has_best = false;
    if (cells->measure.better != VRO_NEITHER &&
        isfinite(compare_means(self, cells, self->points).value))
        how = compare_means;
    else if (cells->measure.better != VRO_NEITHER && reference < self->strategies)
        how = compare_pair;
    cells->has_best = how != show_measure;
    for (size_t i = 0; i < cell_count(cells); i++)
        cells->cells[i] = how(self, cells, &self->points[i]);
    cells->at_base = how(self, cells, base);
}

static bool find_columns(reading *self, vro_language language, vro_drawing *drawing) {
    for (size_t i = BASE_1; i < COLUMNS; i++)
        self->columns[i] = vro_result_table_column(self->table, column_names[i]);
    return vro_figure_columns_find(self->table, column_names, BASE_1, self->columns, language,
                                   drawing);
}

static bool reserve_axes(const reading *self, vro_grid_cells *cells) {
    for (int i = 0; i < 2; i++)
        cells->axis[i] = calloc(self->table->rows, sizeof *cells->axis[i]);
    return cells->axis[0] && cells->axis[1];
}

vro_status vro_grid_cells_read(vro_grid_cells *self, const vro_result_table *table,
                               const vro_strategy_names *names, vro_language language,
                               vro_drawing *drawing, vro_errors *errors) {
    reading from = {.table = table, .names = names, .strategies = names->names.count};
    const char *const file = table->name;
    vro_status status = VRO_OK;
    *self = (vro_grid_cells){.base = {NAN, NAN}};
    if (!find_columns(&from, language, drawing))
        return VRO_OK;
    if (!vro_measure_choice_find(&self->measure, table)) {
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
        return VRO_OK;
    }
    drawing->failed = !reserve_axes(&from, self);
    TRY(vro_drawing_check(drawing, errors));
    list_axis(&from, self, 0);
    list_axis(&from, self, 1);
    drawing->failed = !reserve(&from, self);
    TRY(vro_drawing_check(drawing, errors));
    read_points(&from, self);
    compare(&from, self);
out:
    free(from.points);
    free(from.numbers);
    return status;
}

void vro_grid_cells_free(vro_grid_cells *self) {
    free(self->axis[0]);
    free(self->axis[1]);
    free(self->cells);
    *self = (vro_grid_cells){0};
}
