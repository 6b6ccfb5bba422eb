// A CSV file, written cell by cell. Failed writes are kept by the stream and reported at the close.
#ifndef VROSIM_FILE_CSV_WRITER_H
#define VROSIM_FILE_CSV_WRITER_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_csv_writer {
    FILE *file;   // owned
    char *path;   // owned
    size_t cells; // written in the current row
} vro_csv_writer;

// Creates folder/name and writes the header line (none where NULL).
VRO_MUST_CHECK vro_status vro_csv_writer_open(vro_csv_writer *self, const char *folder,
                                              const char *name, const char *header,
                                              vro_errors *errors);

// The next cell: text, quoted where CSV asks for it;
void vro_csv_writer_text(vro_csv_writer *self, const char *text);
// a count;
void vro_csv_writer_count(vro_csv_writer *self, uint64_t count);
// a number to the precision that its standard error se leaves it (vro_number_format_print);
void vro_csv_writer_number(vro_csv_writer *self, double value, double se);
// a number in full (vro_number_format_print_exact).
void vro_csv_writer_exact(vro_csv_writer *self, double value);

// Ends the row.
void vro_csv_writer_end(vro_csv_writer *self);

// Closes; reports what could not be written. Safe on a zeroed or failed sheet.
VRO_MUST_CHECK vro_status vro_csv_writer_close(vro_csv_writer *self, vro_errors *errors);

#endif
