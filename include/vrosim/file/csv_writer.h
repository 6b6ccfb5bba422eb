// A CSV table, written cell by cell to any stream, which keeps failed writes for its owner to find.
#ifndef VROSIM_FILE_CSV_WRITER_H
#define VROSIM_FILE_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// By which spreadsheets know UTF-8.
#define VRO_CSV_BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct vro_csv_writer {
    FILE *stream; // borrowed
    size_t cells; // written in the current row
    // Numbers have decimal commas and ';' separates cells, as spreadsheets of many countries, and
    // read.csv2 of R, have it.
    bool decimal_commas;
} vro_csv_writer;

// Begins a table of decimal points on a stream with its header line; no line where header is NULL.
void vro_csv_writer_begin(vro_csv_writer *self, FILE *stream, const char *header);

// Begins a table of decimal commas on an empty stream: with a byte order mark, by which
// spreadsheets know UTF-8, and the header line. header has commas between the names, where the file
// has ';'; no line where it is NULL.
void vro_csv_writer_begin_commas(vro_csv_writer *self, FILE *stream, const char *header);

// Writes the next cell: a text, quoted if RFC 4180 requires it,
void vro_csv_writer_text(vro_csv_writer *self, const char *text);
// a count,
void vro_csv_writer_count(vro_csv_writer *self, uint64_t count);
// a number to the precision that its standard error se warrants (vro_number_format_print),
void vro_csv_writer_number(vro_csv_writer *self, double value, double se);
// a number in full (vro_number_format_print_exact),
void vro_csv_writer_exact(vro_csv_writer *self, double value);
// or a text that may be a number with a decimal point, and is then written as one.
void vro_csv_writer_numeral(vro_csv_writer *self, const char *text);

// For rows that are put together in memory: puts a text, quoted where a file of this separator
// requires it, to `to`, which has room for twice its bytes and two more. Without a final 0; returns
// the bytes.
size_t vro_csv_writer_put_text(char *to, const char *text, char separator);

// Ends the row.
void vro_csv_writer_end(vro_csv_writer *self);

#endif
