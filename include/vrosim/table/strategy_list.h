// The strategies of a scenario for people: what they are called, and which takes whose cells.
#ifndef VROSIM_TABLE_STRATEGY_LIST_H
#define VROSIM_TABLE_STRATEGY_LIST_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stdio.h>

#define VRO_STRATEGIES_FILE "strategies.csv"

// The rows of strategies.csv, in the order of all results.
void vro_strategy_list_write(const vro_scenario *scenario, vro_csv_writer *writer);

// One line for each strategy: name, label, the strategy that it is like, whether it is the
// reference.
void vro_strategy_list_print(FILE *stream, const vro_scenario *scenario);

// Whether a strategy has a label that is not its name.
bool vro_strategy_list_has_label(const vro_scenario *scenario, size_t strategy);

// One line "name: label" for each strategy that has a label, for the head of a report.
void vro_strategy_list_print_labels(FILE *stream, const vro_scenario *scenario);

#endif
