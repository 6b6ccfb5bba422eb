// A CSV table in a file of its own.
#ifndef VROSIM_FILE_CSV_FILE_H
#define VROSIM_FILE_CSV_FILE_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"
#include "vrosim/file/new_folder.h"

#include <stdio.h>

typedef struct vro_csv_file {
    vro_csv_writer writer; // what the rows are written with
    FILE *file;            // owned
    char *path;            // owned
} vro_csv_file;

// Creates the file in folder and writes the header line; no line where header is NULL.
// VRO_BAD_OUTPUT (path and reason), VRO_NO_MEMORY. Call vro_csv_file_close in every case.
VRO_MUST_CHECK vro_status vro_csv_file_open(vro_csv_file *self, vro_new_folder *folder,
                                            const char *name, const char *header,
                                            vro_errors *errors);

// Closes the file once everything has reached the disk. VRO_BAD_OUTPUT if something could not be
// written since it was opened. VRO_OK for a file that is not open.
VRO_MUST_CHECK vro_status vro_csv_file_close(vro_csv_file *self, vro_errors *errors);

#endif
