// parameters.csv: the parameters of a run with every layer resolved, as an input table.
#ifndef VROSIM_INPUT_TABLE_WRITER_H
#define VROSIM_INPUT_TABLE_WRITER_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"
#include "vrosim/input/scenario_rows.h"

#define VRO_PARAMETERS_FILE "parameters.csv"
#define VRO_PARAMETERS_COLUMNS                                                                     \
    "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source,text"

// Writes the rows of a scenario (input/scenario_rows.h). Read alone, without the built-in default,
// the table is the same scenario again, and so the same table. Read as a layer over the built-in
// default, it gives every strategy of the scenario the same cells again, and names them all, in the
// same order but for the reference.
VRO_MUST_CHECK vro_status vro_table_writer_write(vro_csv_writer *writer,
                                                 const vro_scenario *scenario, vro_errors *errors);

// The cells of one row but for the last, text; the caller ends the line.
void vro_table_writer_row(vro_csv_writer *writer, const vro_scenario *scenario,
                          const vro_scenario_row *row);

// The whole table, header line included, as text owned by the caller; NULL if out of memory
// (reported).
char *vro_table_writer_text(const vro_scenario *scenario, vro_errors *errors);

#endif
