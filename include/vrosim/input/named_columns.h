// The rows of a CSV file whose columns are found by name, in any order.
#ifndef VROSIM_INPUT_NAMED_COLUMNS_H
#define VROSIM_INPUT_NAMED_COLUMNS_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_named_column {
    const char *name;
    bool required; // the file must have it
    bool missing;  // NA is read as an empty field, which a notice tells
} vro_named_column;

typedef struct vro_named_columns {
    vro_csv_reader *csv;                       // borrowed
    const vro_named_column *columns;           // [count], borrowed
    size_t count;                              // at most VRO_CSV_FIELDS_KEPT
    size_t width;                              // fields of the header line
    size_t positions[VRO_CSV_FIELDS_KEPT];     // of a column in a line; width where it is missing
    vro_csv_field fields[VRO_CSV_FIELDS_KEPT]; // [count], of the present row
    size_t missing;                            // fields that were NA and are empty
    size_t line;
    vro_status status; // VRO_BAD_INPUT once a line was at fault
} vro_named_columns;

// Reads the header line. VRO_BAD_INPUT where a column is unknown (the nearest name is told),
// missing or there twice; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_named_columns_begin(vro_named_columns *self, vro_csv_reader *csv,
                                                  const vro_named_column *columns, size_t count,
                                                  vro_errors *errors);

// Reads the next row with the right number of fields into self->fields, valid until the next call;
// skips rows whose fields are all empty. A column that the file does not have is an empty field of
// column 0. At the end found is false, and the status is VRO_BAD_INPUT if any line was at fault;
// before the end VRO_OK. VRO_NO_MEMORY ends the file.
VRO_MUST_CHECK vro_status vro_named_columns_next(vro_named_columns *self, bool *found,
                                                 vro_errors *errors);

// Where a field of the present row is.
vro_place vro_named_columns_place(const vro_named_columns *self, size_t column);

// Adds a fault at a field of the present row: "'TEXT' SENTENCE", and self->status follows. Returns
// VRO_BAD_INPUT.
vro_status vro_named_columns_fault(vro_named_columns *self, size_t column, const char *sentence,
                                   vro_errors *errors);

// Adds a fault for each of columns[count] whose field in the present row a spreadsheet takes for
// something else than a text, or R for a missing value that is not read as empty: in a column that
// is required, or in which empty means all.
void vro_named_columns_texts(vro_named_columns *self, const size_t *columns, size_t count,
                             vro_errors *errors);

// Reads a field of the present row as a number: NAN where it is empty, or at fault (told).
double vro_named_columns_number(vro_named_columns *self, size_t column, vro_errors *errors);

// The number of a field's word among words[count]: `otherwise` where the field is empty, count
// where it is at fault (told, with all words).
size_t vro_named_columns_word(vro_named_columns *self, size_t column, const char *const *words,
                              size_t count, size_t otherwise, vro_errors *errors);

#endif
