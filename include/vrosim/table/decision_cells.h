// Cells that the decision tables of a run and of a probabilistic sensitivity analysis share.
#ifndef VROSIM_TABLE_DECISION_CELLS_H
#define VROSIM_TABLE_DECISION_CELLS_H

#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/frontier.h"
#include "vrosim/outcome/net_benefit.h"
#include "vrosim/outcome/trade_off.h"

// scenario, trade_off, subgroup.
void vro_decision_cells_head(vro_csv_writer *writer, const vro_scenario *scenario,
                             vro_trade_off_id id, size_t subgroup);

// A value, then its standard error.
void vro_decision_cells_expectation(vro_csv_writer *writer, vro_expectation expectation);

// net_benefit, net_benefit_se, net_health_benefit, net_health_benefit_se.
void vro_decision_cells_benefit(vro_csv_writer *writer, vro_expectation net_benefit,
                                double threshold);

// A mean of one sample, for calculations with others: nine decimals.
void vro_decision_cells_sample(vro_csv_writer *writer, double value);

// The incremental cost-effectiveness ratio of an increment.
void vro_decision_cells_icer(vro_csv_writer *writer, const vro_increment *increment);

#endif
