// The value of a proposed study and of treating by subgroup on the terminal, in at most 80 columns.
#ifndef VROSIM_TABLE_STUDY_REPORT_H
#define VROSIM_TABLE_STUDY_REPORT_H

#include "vrosim/study/sample_information.h"
#include "vrosim/study/subgroup_decisions.h"

#include <stdio.h>

// Prints, for the first trade-off at its threshold with the greatest EVPI, the value of treating by
// the division that brings most, where that is more than twice its error; and a few sizes of the
// study with their EVSI and, where it has a cost, what is left of that, and the best size. Prints
// nothing for one strategy.
void vro_study_report_print(FILE *stream, const vro_decisions *decisions,
                            const vro_sample_information *information,
                            const vro_subgroup_decisions *subgroups);

#endif
