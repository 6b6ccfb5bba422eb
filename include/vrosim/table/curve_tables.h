// revision.csv, lld.csv and healing.csv: revision over time, the distributions of leg-length
// discrepancy and of healing time. context: a vro_results_view (table/table.h).
#ifndef VROSIM_TABLE_CURVE_TABLES_H
#define VROSIM_TABLE_CURVE_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/results_view.h"

// Cumulative incidence by month of what comes first for a child: a first revision, by cause and for
// any cause, or death before one. It is a share of all children: death competes, it does not
// censor. For any cause also the Kaplan-Meier complement, where death censors
// (outcome/kaplan_meier.h). at_risk: alive, not revised and followed at the start of the month.
VRO_MUST_CHECK vro_status vro_revision_write(const void *context, vro_csv_writer *writer,
                                             vro_errors *errors);

// Leg-length discrepancy in bins [lower, upper) of 1 mm, and healing time in bins of 0.25 weeks,
// from the first to the last bin that is not empty. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_lld_write(const void *context, vro_csv_writer *writer,
                                        vro_errors *errors);
VRO_MUST_CHECK vro_status vro_healing_write(const void *context, vro_csv_writer *writer,
                                            vro_errors *errors);

#endif
