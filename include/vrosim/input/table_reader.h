// One scenario table: its header line, and its rows with the fields in one fixed order.
#ifndef VROSIM_INPUT_TABLE_READER_H
#define VROSIM_INPUT_TABLE_READER_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

// One row a column: identifier, name, whether a table must have it.
#define VRO_TABLE_COLUMNS_TABLE(COLUMN)                                                            \
    COLUMN(VRO_TABLE_COLUMN_STRATEGY, "strategy", false)                                           \
    COLUMN(VRO_TABLE_COLUMN_GMFCS, "gmfcs", false)                                                 \
    COLUMN(VRO_TABLE_COLUMN_PARAMETER, "parameter", true)                                          \
    COLUMN(VRO_TABLE_COLUMN_DISTRIBUTION, "distribution", true)                                    \
    COLUMN(VRO_TABLE_COLUMN_VALUE, "value", true)                                                  \
    COLUMN(VRO_TABLE_COLUMN_SD, "sd", false)                                                       \
    COLUMN(VRO_TABLE_COLUMN_MIN, "min", false)                                                     \
    COLUMN(VRO_TABLE_COLUMN_MAX, "max", false)                                                     \
    COLUMN(VRO_TABLE_COLUMN_SE, "se", false)                                                       \
    COLUMN(VRO_TABLE_COLUMN_UNIT, "unit", true)                                                    \
    COLUMN(VRO_TABLE_COLUMN_SOURCE, "source", false)                                               \
    COLUMN(VRO_TABLE_COLUMN_TEXT, "text", false)

#define VRO_TABLE_COLUMN_IDENTIFIER(identifier, name, required) identifier,
typedef enum vro_table_column {
    VRO_TABLE_COLUMNS_TABLE(VRO_TABLE_COLUMN_IDENTIFIER) VRO_TABLE_COLUMNS
} vro_table_column;
#undef VRO_TABLE_COLUMN_IDENTIFIER

// "strategy" and so on; column below VRO_TABLE_COLUMNS.
const char *vro_table_column_name(vro_table_column column);

// A row of a table. A column that the table does not have is an empty field of column 0. Numbers,
// unit, source and text that are NA, as R writes what is missing, are empty.
typedef struct vro_table_row {
    vro_csv_reader *csv; // that reads its numbers, borrowed; NULL: of no file
    const char *file;
    size_t line;
    vro_csv_field fields[VRO_TABLE_COLUMNS];
} vro_table_row;

typedef struct vro_table_reader {
    vro_csv_reader *csv;                 // not owned
    size_t width;                        // fields of the header line
    size_t positions[VRO_TABLE_COLUMNS]; // of its field in a line; width where it is missing
    size_t missing;                      // fields that are NA and are read as empty
    bool readable;                       // the header names all required columns
    vro_status status;                   // VRO_BAD_INPUT once the header or a width is at fault
} vro_table_reader;

// Reads the header line from csv, which must outlive self. VRO_BAD_INPUT if it is at fault; the
// rows may be read all the same. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_table_reader_begin(vro_table_reader *self, vro_csv_reader *csv,
                                                 vro_errors *errors);

// Reads the next row with the right number of fields, valid until the next call; skips rows whose
// fields are all empty. At the end found is false, and the status is VRO_BAD_INPUT if the table had
// any fault; before the end VRO_OK. A notice then says how many fields were NA. VRO_NO_MEMORY ends
// the table.
VRO_MUST_CHECK vro_status vro_table_reader_next(vro_table_reader *self, vro_errors *errors,
                                                vro_table_row *row, bool *found);

// Where a field of the row is (the whole line for a column that the table does not have).
vro_place vro_table_reader_place(const vro_table_row *row, vro_table_column column);

#endif
