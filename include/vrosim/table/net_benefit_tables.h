// The decision tables of a run: what follows from the means if the parameters are as estimated,
// with Monte Carlo errors. One trade-off after the other, each for every subgroup that has
// children.
#ifndef VROSIM_TABLE_NET_BENEFIT_TABLES_H
#define VROSIM_TABLE_NET_BENEFIT_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/results_view.h"

#define VRO_INCREMENTS_COLUMNS                                                                     \
    "scenario,trade_off,subgroup,strategy,effect,effect_se,cost,cost_se,standing,comparator,"      \
    "effect_difference,effect_difference_se,cost_difference,cost_difference_se,se_kind,icer"
#define VRO_NET_BENEFIT_COLUMNS                                                                    \
    "scenario,trade_off,subgroup,threshold,strategy,net_benefit,net_benefit_se,"                   \
    "net_health_benefit,net_health_benefit_se,reference,difference,difference_se,optimal"

// increments.csv: standing and ICER of every strategy. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_net_benefit_tables_write_increments(vro_csv_writer *writer,
                                                                  const vro_results_view *view,
                                                                  vro_errors *errors);

// net_benefit.csv: net benefit at the usual thresholds. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_net_benefit_tables_write(vro_csv_writer *writer,
                                                       const vro_results_view *view,
                                                       vro_errors *errors);

#endif
