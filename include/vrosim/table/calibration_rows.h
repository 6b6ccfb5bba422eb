// The rows of validation.csv or calibration_fit.csv in the order of a picture, and how many of the
// figures agree with the model.
#ifndef VROSIM_TABLE_CALIBRATION_ROWS_H
#define VROSIM_TABLE_CALIBRATION_ROWS_H

#include "vrosim/core/error.h"
#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>
#include <stddef.h>

// Columns; those from VRO_COLUMN_ROLE on are of validation.csv alone.
typedef enum vro_calibration_column {
    VRO_COLUMN_STUDY,
    VRO_COLUMN_STRATEGY,
    VRO_COLUMN_SUBGROUP,
    VRO_COLUMN_OUTCOME,
    VRO_COLUMN_STATISTIC,
    VRO_COLUMN_OBSERVED,
    VRO_COLUMN_OBSERVED_LOWER,
    VRO_COLUMN_OBSERVED_UPPER,
    VRO_COLUMN_MODEL,
    VRO_COLUMN_MODEL_SD,
    VRO_COLUMN_INSIDE,
    VRO_COLUMN_ROLE,
    VRO_COLUMN_PREDICTED_LOWER,
    VRO_COLUMN_PREDICTED_UPPER,
    VRO_COLUMN_INSIDE_PREDICTIVE,
    VRO_CALIBRATION_COLUMNS
} vro_calibration_column;

// How many figures of a role there are, and how many agree.
typedef struct vro_rows_inside {
    size_t figures;
    size_t inside;            // the model lies in the published interval
    size_t inside_predictive; // the figure lies in the model's interval
} vro_rows_inside;

typedef struct vro_calibration_rows {
    const vro_result_table *table; // borrowed
    bool is_fit;                   // calibration_fit.csv
    size_t columns[VRO_CALIBRATION_COLUMNS];
    size_t *order; // [table->rows]: those of a study together, fitted ones first; owned
    vro_rows_inside fitted;
    vro_rows_inside held_out;
    bool has_parameter_error; // the model's figures have a standard deviation over samples
    const char *unit;         // that most figures have
    size_t in_unit;           // how many
} vro_calibration_rows;

// Reads a table. Where it lacks a column or has no row, the drawing is left out with that reason.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_rows_read(vro_calibration_rows *self,
                                                    const vro_result_table *table, bool is_fit,
                                                    vro_language language, vro_drawing *drawing,
                                                    vro_errors *errors);

// A cell of a row of the file, from 0.
const char *vro_calibration_rows_text(const vro_calibration_rows *self, size_t row,
                                      vro_calibration_column column);
double vro_calibration_rows_number(const vro_calibration_rows *self, size_t row,
                                   vro_calibration_column column);

bool vro_calibration_rows_are_held_out(const vro_calibration_rows *self, size_t row);

// The unit of a figure; of a ratio its statistic.
const char *vro_calibration_rows_unit(const vro_calibration_rows *self, size_t row);

// The model's band: the predictive interval or, of a fit, 1.96 posterior standard deviations either
// way; a share stays between 0 and 1.
void vro_calibration_rows_band(const vro_calibration_rows *self, size_t row, double *low,
                               double *high);

void vro_calibration_rows_free(vro_calibration_rows *self);

#endif
