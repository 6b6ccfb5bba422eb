// The table of a lesson: one row a number, with what it is of.
#ifndef VROSIM_WEB_LESSON_ROWS_H
#define VROSIM_WEB_LESSON_ROWS_H

#include "vrosim/file/csv_writer.h"
#include "vrosim/outcome/estimate.h"
#include "vrosim/web/arms.h"

#include <stdint.h>
#include <stdio.h>

// quantity: what the number is; group: of whom, or of which study. "significant" is 1 or 0 where a
// test was made. Fields without a number are empty.
#define VRO_LESSON_HEADER "quantity,group,value,lower,upper,p,significant,n"

// A number alone. n: children or studies that it comes from.
void vro_lesson_row(vro_csv_writer *writer, const char *quantity, const char *group, double value,
                    uint64_t n);

// One with its 95 % interval.
void vro_lesson_row_estimate(vro_csv_writer *writer, const char *quantity, const char *group,
                             const vro_estimate *estimate);

// A difference of two arms with its interval and test; n: the children of both.
void vro_lesson_row_difference(vro_csv_writer *writer, const char *quantity, const char *group,
                               const vro_arms_difference *difference, uint64_t n);

#endif
