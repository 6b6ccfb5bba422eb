// What the courses of one child come to, in words, and side by side.
#ifndef VROSIM_TABLE_COURSE_SUMS_H
#define VROSIM_TABLE_COURSE_SUMS_H

#include "vrosim/input/scenario.h"
#include "vrosim/model/results.h"
#include "vrosim/table/report_texts.h"

#include <stddef.h>
#include <stdio.h>

typedef struct vro_course_sums {
    const vro_scenario *scenario; // borrowed, like all
    size_t first, end;            // strategies that are told
    const vro_results *results;   // [end - first], of the child alone
    vro_language language;
} vro_course_sums;

// Prints sentences on the course under a strategy: operations, legs, and what they cost and bring
// in a scenario that says it.
void vro_course_sums_print(const vro_course_sums *self, FILE *stream, size_t strategy);

// Prints a table with a row for each strategy.
void vro_course_sums_print_table(const vro_course_sums *self, FILE *stream);

#endif
