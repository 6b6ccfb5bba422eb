// A validation in words, for people.
#ifndef VROSIM_TABLE_VALIDATION_REPORT_H
#define VROSIM_TABLE_VALIDATION_REPORT_H

#include "vrosim/table/validation_tables.h"

#include <stdint.h>
#include <stdio.h>

// Prints each figure beside the published one, and how many agree among those fitted and those held
// out. children: simulated in each study.
void vro_validation_report_print(FILE *stream, const vro_validation_view *view, uint64_t children,
                                 double seconds);

#endif
