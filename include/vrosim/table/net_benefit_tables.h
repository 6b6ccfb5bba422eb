// The decision tables of a run: what follows from the means if the parameters are as estimated,
// with Monte Carlo errors. One trade-off after the other, each for every subgroup that has
// children.
#ifndef VROSIM_TABLE_NET_BENEFIT_TABLES_H
#define VROSIM_TABLE_NET_BENEFIT_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/results_view.h"

// increments.csv: standing and ICER of every strategy. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_increments_write(const void *context, vro_csv_writer *writer,
                                               vro_errors *errors);

// net_benefit.csv: net benefit at the usual thresholds. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_net_benefit_write(const void *context, vro_csv_writer *writer,
                                                vro_errors *errors);

#endif
