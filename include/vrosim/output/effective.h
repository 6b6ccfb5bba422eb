// parameters.csv: the table that was run, every layer resolved, in the form of an input table.
#ifndef VROSIM_OUTPUT_EFFECTIVE_H
#define VROSIM_OUTPUT_EFFECTIVE_H

#include "vrosim/core/error.h"
#include "vrosim/output/sheet.h"
#include "vrosim/output/study.h"

// Writes one row a parameter, in dictionary order: one a strategy where strategies differ, one a
// level where levels do. Read as a layer over the built-in default, the table gives every strategy
// of the scenario the same cells again, and names them all, in the same order.
VRO_MUST_CHECK vro_status vro_effective_write(vro_sheet *sheet, const vro_study *study,
                                              vro_errors *errors);

#endif
