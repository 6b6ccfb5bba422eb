// The rows of revision.csv for all children and one cause, as arrays by strategy and month.
#ifndef VROSIM_TABLE_INCIDENCE_ROWS_H
#define VROSIM_TABLE_INCIDENCE_ROWS_H

#include "vrosim/core/error.h"
#include "vrosim/table/result_tables.h"
#include "vrosim/table/strategy_names.h"

#include <stddef.h>

// Arrays are [strategies][months] and owned; NAN where the file has no row. No months: no rows.
typedef struct vro_incidence_rows {
    size_t strategies;
    size_t months;
    double *times; // years, at the end of the month
    double *incidence;
    double *se;
    double *at_risk; // at the start of the month
    double *events;  // in the month
    double *all;     // owns the arrays above
} vro_incidence_rows;

// Reads those of a cause ("any") under the strategies of names; revision.csv must be there.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_incidence_rows_read(vro_incidence_rows *self,
                                                  const vro_result_tables *tables,
                                                  const vro_strategy_names *names,
                                                  const char *cause, vro_errors *errors);

void vro_incidence_rows_free(vro_incidence_rows *self);

#endif
