// A CSV file, written cell by cell. Failed writes are kept by the stream and reported at the close.
#ifndef VROSIM_FILE_CSV_WRITER_H
#define VROSIM_FILE_CSV_WRITER_H

#include "vrosim/core/error.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_sheet {
    FILE *file;   // owned
    char *path;   // owned
    size_t cells; // written in the current row
} vro_sheet;

// Creates folder/name and writes the header line (none where NULL).
VRO_MUST_CHECK vro_status vro_sheet_open(vro_sheet *self, const char *folder, const char *name,
                                         const char *header, vro_errors *errors);

// The next cell: text, quoted where CSV asks for it;
void vro_sheet_text(vro_sheet *self, const char *text);
// a count;
void vro_sheet_count(vro_sheet *self, uint64_t count);
// a number to the precision that its standard error se leaves it (vro_number_print);
void vro_sheet_number(vro_sheet *self, double value, double se);
// a number in full (vro_number_print_exact).
void vro_sheet_exact(vro_sheet *self, double value);

// Ends the row.
void vro_sheet_end(vro_sheet *self);

// Closes; reports what could not be written. Safe on a zeroed or failed sheet.
VRO_MUST_CHECK vro_status vro_sheet_close(vro_sheet *self, vro_errors *errors);

#endif
