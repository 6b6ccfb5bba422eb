// What files of results say: CSV tables by name, in memory, cells as text and as number. They come
// from a folder (table/result_files.h) or from texts. A file that is not there is simply absent,
// and so is a column that an earlier version of the program did not write.
#ifndef VROSIM_TABLE_RESULT_TABLES_H
#define VROSIM_TABLE_RESULT_TABLES_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"
#include "vrosim/file/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_result_cell {
    size_t text;   // where in the texts of its table it begins
    double number; // NAN where it is empty or a text
} vro_result_cell;

typedef struct vro_result_table {
    char *name;             // "revision.csv", owned
    vro_byte_buffer texts;  // each ends with '\0'
    vro_result_cell *cells; // [rows + 1][columns], the header line first; owned
    size_t capacity;
    size_t columns;
    size_t rows;         // without the header line
    bool decimal_commas; // ';' separates its cells
} vro_result_table;

typedef struct vro_result_tables {
    vro_result_table *tables; // [count], owned
    size_t count;
    size_t capacity;
} vro_result_tables;

// A column that a table does not have; all its cells are empty.
#define VRO_NO_COLUMN ((size_t)-1)

// Adds what a reader, which stays the caller's, gives as the table of a name that no other has.
// VRO_BAD_INPUT, and no table, with a place for every fault: a row that has not as many fields as
// the header line, a cell that is no number in a column of numbers (table/result_columns.h).
// VRO_NO_MEMORY. {0} is the empty set.
VRO_MUST_CHECK vro_status vro_result_tables_read(vro_result_tables *self, const char *name,
                                                 vro_csv_reader *reader, vro_errors *errors);

// Adds text[size] likewise, and does not keep it.
VRO_MUST_CHECK vro_status vro_result_tables_add(vro_result_tables *self, const char *name,
                                                const char *text, size_t size, vro_errors *errors);

// The table of a name, borrowed until the next is added; NULL: absent.
const vro_result_table *vro_result_tables_find(const vro_result_tables *self, const char *name);

void vro_result_tables_free(vro_result_tables *self);

// The number of a column, or VRO_NO_COLUMN.
size_t vro_result_table_column(const vro_result_table *self, const char *name);

// The name of a column.
const char *vro_result_table_heading(const vro_result_table *self, size_t column);

// The cell of a row, from 0, as text ("" where it is empty), borrowed, and as number.
const char *vro_result_table_text(const vro_result_table *self, size_t row, size_t column);
double vro_result_table_number(const vro_result_table *self, size_t row, size_t column);

// Whether the cell is this text.
bool vro_result_table_is(const vro_result_table *self, size_t row, size_t column, const char *text);

// What a row must have; text NULL: anything.
typedef struct vro_result_condition {
    const char *column;
    const char *text;
} vro_result_condition;

// The first row from `from` on that meets all conditions; self->rows if none does, or if a
// condition has a column that the table lacks.
size_t vro_result_table_find(const vro_result_table *self, size_t from,
                             const vro_result_condition *conditions, size_t count);

#endif
