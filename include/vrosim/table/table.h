// A table of results that can be written to any stream. Its columns are those that the dictionary
// gives to a file of its name (table/result_columns.def).
#ifndef VROSIM_TABLE_TABLE_H
#define VROSIM_TABLE_TABLE_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"

#include <stdbool.h>
#include <stdio.h>

// context points to what the rows are computed from; the set to which the table belongs says to
// what type.
typedef struct vro_table {
    const char *file;                        // "summary.csv"
    bool (*is_present)(const void *context); // NULL: always
    vro_status (*write)(const void *context, vro_csv_writer *writer, vro_errors *errors); // rows
} vro_table;

// Writes the header line and the rows with a writer that has written nothing yet. A table of
// decimal commas that may hold any words begins with a byte order mark, by which spreadsheets know
// UTF-8. VRO_NO_MEMORY; the stream keeps its own errors.
VRO_MUST_CHECK vro_status vro_table_write(const vro_table *self, const void *context,
                                          vro_csv_writer *writer, vro_errors *errors);

#endif
