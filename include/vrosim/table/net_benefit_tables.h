// increments.csv and net_benefit.csv: the decision that follows from the means of a run if the
// parameters are as estimated, with Monte Carlo errors. By trade-off, then by subgroup that has
// children. context: a vro_results_view (table/table.h).
#ifndef VROSIM_TABLE_NET_BENEFIT_TABLES_H
#define VROSIM_TABLE_NET_BENEFIT_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/results_view.h"

// Standing and ICER of every strategy. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_increments_write(const void *context, vro_csv_writer *writer,
                                               vro_errors *errors);

// Net benefit of every strategy at the default thresholds of the trade-off. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_net_benefit_write(const void *context, vro_csv_writer *writer,
                                                vro_errors *errors);

#endif
