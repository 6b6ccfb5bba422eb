// The tables of how an outcome is distributed: revision over time, leg-length discrepancy, healing.
#ifndef VROSIM_TABLE_CURVE_TABLES_H
#define VROSIM_TABLE_CURVE_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/results_view.h"

// Monthly cumulative incidence of first revision by cause, and of any cause. Of all children:
// death competes, it does not censor. at_risk: alive, unrevised and still followed at the start of
// the month.
VRO_MUST_CHECK vro_status vro_revision_write(const void *context, vro_csv_writer *writer,
                                             vro_errors *errors);

// Leg-length discrepancy in bins [lower, upper) of 1 mm, and healing time in bins of 0.25 week,
// from the first to the last bin that is not empty.
VRO_MUST_CHECK vro_status vro_lld_write(const void *context, vro_csv_writer *writer,
                                        vro_errors *errors);
VRO_MUST_CHECK vro_status vro_healing_write(const void *context, vro_csv_writer *writer,
                                            vro_errors *errors);

#endif
