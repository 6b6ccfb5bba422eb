// The tables of a run.
#ifndef VROSIM_TABLE_RUN_TABLES_H
#define VROSIM_TABLE_RUN_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"
#include "vrosim/table/table.h"

#include <stdio.h>

enum { VRO_RUN_TABLES = 11 };

// All of them; the context of each is a vro_results_view. There are no rows for subgroups without
// children, nor for outcomes that no child has.
extern const vro_table vro_run_tables[VRO_RUN_TABLES];

// Writes the table of this name ("summary.csv") to a stream. VRO_BAD_USAGE if no table has the
// name, VRO_NO_MEMORY; the stream keeps its own errors.
VRO_MUST_CHECK vro_status vro_run_table_write(const vro_results_view *view, const char *name,
                                              FILE *stream, vro_errors *errors);

#endif
