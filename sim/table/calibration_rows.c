#include "vrosim/table/calibration_rows.h"

#include "vrosim/model/outcome_set.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/table/figure_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const column_names[VRO_CALIBRATION_COLUMNS] = {
    [VRO_COLUMN_STUDY] = "study",
    [VRO_COLUMN_STRATEGY] = "strategy",
    [VRO_COLUMN_SUBGROUP] = "subgroup",
    [VRO_COLUMN_OUTCOME] = "outcome",
    [VRO_COLUMN_STATISTIC] = "statistic",
    [VRO_COLUMN_OBSERVED] = "observed",
    [VRO_COLUMN_OBSERVED_LOWER] = "observed_lower",
    [VRO_COLUMN_OBSERVED_UPPER] = "observed_upper",
    [VRO_COLUMN_MODEL] = "model",
    [VRO_COLUMN_MODEL_SD] = "model_sd",
    [VRO_COLUMN_INSIDE] = "inside",
    [VRO_COLUMN_ROLE] = "role",
    [VRO_COLUMN_PREDICTED_LOWER] = "predicted_lower",
    [VRO_COLUMN_PREDICTED_UPPER] = "predicted_upper",
    [VRO_COLUMN_INSIDE_PREDICTIVE] = "inside_predictive",
};

const char *vro_calibration_rows_text(const vro_calibration_rows *self, size_t row,
                                      vro_calibration_column column) {
    return vro_result_table_text(self->table, row, self->columns[column]);
}

double vro_calibration_rows_number(const vro_calibration_rows *self, size_t row,
                                   vro_calibration_column column) {
    return vro_result_table_number(self->table, row, self->columns[column]);
}

bool vro_calibration_rows_are_held_out(const vro_calibration_rows *self, size_t row) {
    return strcmp(vro_calibration_rows_text(self, row, VRO_COLUMN_ROLE), "holdout") == 0;
}

const char *vro_calibration_rows_unit(const vro_calibration_rows *self, size_t row) {
    static const char *const without_unit[] = {"relative_risk", "mean_ratio",
                                               "number_needed_to_treat"};
    const char *statistic = vro_calibration_rows_text(self, row, VRO_COLUMN_STATISTIC);
    const char *outcome = vro_calibration_rows_text(self, row, VRO_COLUMN_OUTCOME);
    vro_outcome_id id;
    for (size_t i = 0; i < sizeof without_unit / sizeof *without_unit; i++)
        if (strcmp(statistic, without_unit[i]) == 0)
            return statistic;
    return vro_outcome_set_knows(outcome, &id) ? vro_outcome_row(id)->unit : statistic;
}

static size_t count_unit(const vro_calibration_rows *self, const char *unit) {
    size_t count = 0;
    for (size_t row = 0; row < self->table->rows; row++)
        count += strcmp(vro_calibration_rows_unit(self, row), unit) == 0;
    return count;
}

static void choose_unit(vro_calibration_rows *self) {
    for (size_t row = 0; row < self->table->rows; row++) {
        const char *unit = vro_calibration_rows_unit(self, row);
        const size_t count = count_unit(self, unit);
        if (count > self->in_unit) {
            self->unit = unit;
            self->in_unit = count;
        }
    }
}

static void count_agreement(vro_calibration_rows *self) {
    for (size_t row = 0; row < self->table->rows; row++) {
        vro_rows_inside *role =
            vro_calibration_rows_are_held_out(self, row) ? &self->held_out : &self->fitted;
        role->figures++;
        role->inside += vro_calibration_rows_number(self, row, VRO_COLUMN_INSIDE) == 1;
        role->inside_predictive +=
            vro_calibration_rows_number(self, row, VRO_COLUMN_INSIDE_PREDICTIVE) == 1;
        self->has_parameter_error =
            self->has_parameter_error ||
            isfinite(vro_calibration_rows_number(self, row, VRO_COLUMN_MODEL_SD));
    }
}

static bool is_ordered(const vro_calibration_rows *self, size_t count, size_t row) {
    size_t i = 0;
    while (i < count && self->order[i] != row)
        i++;
    return i < count;
}

static bool is_same_study(const vro_calibration_rows *self, size_t row, size_t other) {
    return vro_calibration_rows_are_held_out(self, row) ==
               vro_calibration_rows_are_held_out(self, other) &&
           strcmp(vro_calibration_rows_text(self, row, VRO_COLUMN_STUDY),
                  vro_calibration_rows_text(self, other, VRO_COLUMN_STUDY)) == 0;
}

// Appends the rows of a role study by study, in the order in which studies first come.
static size_t order_role(vro_calibration_rows *self, bool held_out, size_t count) {
    for (size_t first = 0; first < self->table->rows; first++) {
        if (vro_calibration_rows_are_held_out(self, first) != held_out ||
            is_ordered(self, count, first))
            continue;
        for (size_t row = first; row < self->table->rows; row++)
            if (is_same_study(self, row, first))
                self->order[count++] = row;
    }
    return count;
}

static bool find_columns(vro_calibration_rows *self, vro_language language, vro_drawing *drawing) {
    const size_t required = self->is_fit ? VRO_COLUMN_ROLE : VRO_CALIBRATION_COLUMNS;
    for (size_t i = required; i < VRO_CALIBRATION_COLUMNS; i++)
        self->columns[i] = VRO_NO_COLUMN;
    return vro_figure_columns_find(self->table, column_names, required, self->columns, language,
                                   drawing);
}

vro_status vro_calibration_rows_read(vro_calibration_rows *self, const vro_result_table *table,
                                     bool is_fit, vro_language language, vro_drawing *drawing,
                                     vro_errors *errors) {
    const char *const file = table->name;
    *self = (vro_calibration_rows){.table = table, .is_fit = is_fit, .unit = ""};
    if (!find_columns(self, language, drawing))
        return VRO_OK;
    if (table->rows == 0) {
        vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_ROWS, &file, 1);
        return VRO_OK;
    }
    self->order = calloc(table->rows, sizeof *self->order);
    if (!self->order)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    choose_unit(self);
    count_agreement(self);
    order_role(self, true, order_role(self, false, 0));
    return VRO_OK;
}

void vro_calibration_rows_band(const vro_calibration_rows *self, size_t row, double *low,
                               double *high) {
    const double model = vro_calibration_rows_number(self, row, VRO_COLUMN_MODEL);
    const double reach =
        VRO_NORMAL_975 * vro_calibration_rows_number(self, row, VRO_COLUMN_MODEL_SD);
    const bool is_share = strcmp(vro_calibration_rows_unit(self, row), "share") == 0;
    *low = vro_calibration_rows_number(self, row, VRO_COLUMN_PREDICTED_LOWER);
    *high = vro_calibration_rows_number(self, row, VRO_COLUMN_PREDICTED_UPPER);
    if (self->is_fit && isfinite(reach)) {
        *low = is_share ? fmax(0, model - reach) : model - reach;
        *high = is_share ? fmin(1, model + reach) : model + reach;
    }
}

void vro_calibration_rows_free(vro_calibration_rows *self) {
    free(self->order);
    *self = (vro_calibration_rows){0};
}
