// The dictionary of results: every file that the program writes, and every column of it. Header
// lines are written from it. One table (table/result_columns.def); a new column is a row of it, or
// one more file in a row.
#ifndef VROSIM_TABLE_RESULT_COLUMNS_H
#define VROSIM_TABLE_RESULT_COLUMNS_H

#include "vrosim/file/csv_writer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_result_file {
    const char *name;
    const char *rows; // what a row is
} vro_result_file;

typedef struct vro_result_column {
    const char *files; // that have it, separated by blanks
    const char *name;  // in brackets: one column for each of these, with its name
    const char *unit;
    const char *meaning;
} vro_result_column;

// All files, and all columns; sets *count. Static.
const vro_result_file *vro_result_columns_files(size_t *count);
const vro_result_column *vro_result_columns_table(size_t *count);

// Whether a file has a column.
bool vro_result_column_is_in(const vro_result_column *self, const char *file);

// Writes the header line of a file: the names of its columns. Where the run names some, as in
// psa_params.csv, it writes the others and leaves the line open.
void vro_result_columns_write_header(const char *file, vro_csv_writer *writer);

// Whether a file has a column of words, which need not be ASCII.
bool vro_result_columns_hold_words(const char *file);

#endif
