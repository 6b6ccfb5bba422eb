// The section of a report that holds its results beside those of another folder.
#ifndef VROSIM_TABLE_REPORT_COMPARISON_H
#define VROSIM_TABLE_REPORT_COMPARISON_H

#include "vrosim/core/error.h"
#include "vrosim/table/report.h"

#include <stdbool.h>
#include <stdio.h>

// As in vro_report_part (table/report_parts.h).
bool vro_report_has_comparison(const vro_report *report);
VRO_MUST_CHECK vro_status vro_report_comparison_write(const vro_report *report, FILE *to,
                                                      vro_errors *errors);

#endif
