// A comma-separated file, row by row, each field with its place. Constant memory.
// The first line says what separates the fields: ';' if it has one outside quotes and no comma, as
// programs write it where a comma is the decimal mark, else a comma.
// UTF-8 with or without a byte order mark; rows end with LF, CRLF or CR; fields as in RFC 4180.
// Blanks around an unquoted field are dropped, and empty lines are skipped.
#ifndef VROSIM_FILE_CSV_READER_H
#define VROSIM_FILE_CSV_READER_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VRO_CSV_FILE_BYTES = 1 << 30, // most that is read of a file, or of a pipe that never ends
    VRO_CSV_FIELD_BYTES = 4096,   // longest field, its quotes included
    VRO_CSV_FIELDS_KEPT = 512     // of a row
};

typedef struct vro_csv_field {
    const char *text; // UTF-8, without control characters but tab, CR and LF
    size_t line;      // where the field begins, from 1
    size_t column;    // in characters, from 1
} vro_csv_field;

typedef struct vro_csv_row {
    size_t line;
    size_t count; // fields of the row; those beyond VRO_CSV_FIELDS_KEPT are only counted
    vro_csv_field fields[VRO_CSV_FIELDS_KEPT];
} vro_csv_row;

typedef struct vro_csv_reader vro_csv_reader;

// Opens the file at path, which must outlive the reader. VRO_BAD_INPUT (fault added, *self NULL)
// where it cannot be opened, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_csv_reader_open(vro_csv_reader **self, const char *path,
                                              vro_errors *errors);

// Reads text[size] instead of a file; faults call it name. Both must outlive the reader.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_csv_reader_open_text(vro_csv_reader **self, const char *name,
                                                   const char *text, size_t size);

// Reads at most so many bytes, in place of VRO_CSV_FILE_BYTES. Before the first row.
void vro_csv_reader_limit(vro_csv_reader *self, uint64_t bytes);

// The next row that can be read, valid until the next call; NULL at the end. A row at fault is
// reported and skipped; a file that is not text, is too large or has too long a field ends there.
// VRO_OK before the end; at the end VRO_BAD_INPUT if any row was at fault. VRO_NO_MEMORY ends.
VRO_MUST_CHECK vro_status vro_csv_reader_next(vro_csv_reader *self, vro_errors *errors,
                                              const vro_csv_row **row);

// Reads the number of a field, as vro_decimal_read does. Where ';' separates the fields, the
// numbers may have a decimal comma, but then all that have a mark. self NULL: of no file.
const char *vro_csv_reader_number(vro_csv_reader *self, const char *text, double *number);

// Whether a field is NA, as R writes what is missing. It is a field like others until its reader
// takes it for an empty one.
bool vro_csv_field_is_missing(const vro_csv_field *field);

// Adds the notice that so many fields were NA and are read as empty; none where count is 0.
void vro_csv_reader_note_missing(const vro_csv_reader *self, size_t count, vro_errors *errors);

// What separates the fields, known once a row was read.
char vro_csv_reader_separator(const vro_csv_reader *self);

// The name of the file, as opened.
const char *vro_csv_reader_name(const vro_csv_reader *self);

// Closes and releases; NULL is allowed.
void vro_csv_reader_free(vro_csv_reader *self);

#endif
