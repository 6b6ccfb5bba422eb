// The result tables of a run. Each is one row in tables.c: file, columns, writer.
#ifndef VROSIM_TABLE_RUN_TABLES_H
#define VROSIM_TABLE_RUN_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/results_view.h"

// Writes every table into an existing folder. Subgroups without children are left out, and
// outcomes that no child has. VRO_BAD_OUTPUT names each file that could not be written, and why.
VRO_MUST_CHECK vro_status vro_run_tables_write(const vro_results_view *view, const char *folder,
                                               vro_errors *errors);

#endif
