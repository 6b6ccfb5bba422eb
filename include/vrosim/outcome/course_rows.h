// The rows of courses.csv, one for each course, on a stream.
#ifndef VROSIM_OUTCOME_COURSE_ROWS_H
#define VROSIM_OUTCOME_COURSE_ROWS_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/model/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct vro_course_rows {
    FILE *file;                      // of whoever opened it
    const char *path;                // the same; for messages
    const vro_scenario *scenario;    // of the courses, borrowed
    const vro_outcome_set *outcomes; // the columns at the end, borrowed
    bool decimal_commas;             // as of a vro_csv_writer
} vro_course_rows;

// Room for the longest row that vro_course_rows_format can make.
enum { VRO_COURSE_ROW_MAX = 2048 };

// Writes the header line to an empty file. file, path, scenario and outcomes must outlive the rows.
void vro_course_rows_start(vro_course_rows *self, FILE *file, const char *path,
                           const vro_scenario *scenario, const vro_outcome_set *outcomes,
                           bool decimal_commas);

// Formats one row into buffer, of at least VRO_COURSE_ROW_MAX bytes, without a final 0; returns its
// length. Several threads may call it at once.
size_t vro_course_rows_format(const vro_course_rows *self, const vro_record *record, char *buffer);

// Writes formatted rows to the file. VRO_BAD_OUTPUT, naming path.
VRO_MUST_CHECK vro_status vro_course_rows_write(vro_course_rows *self, const char *rows,
                                                size_t length, vro_errors *errors);

#endif
