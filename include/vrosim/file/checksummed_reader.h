// Reads files with a checksum (checksummed_file.h) into memory, each once and from its start to its
// end, so also from a pipe; and no further than what has come shows that it may be worth while.
#ifndef VROSIM_FILE_CHECKSUMMED_READER_H
#define VROSIM_FILE_CHECKSUMMED_READER_H

#include "vrosim/core/error.h"
#include "vrosim/file/checksummed_file.h"

#include <stddef.h>

typedef struct vro_checksummed_bytes {
    const vro_checksummed_file *kind; // as which they begin, in any format; NULL: none
    unsigned char *at;                // [size], owned
    size_t size;
} vro_checksummed_bytes;

// Reads the file at path as one of kinds[count]. Reading stops where its bytes are of no kind, and
// where they are more than their header, their kind or the size of the file let them be;
// vro_checksummed_file_open refuses what is there then. VRO_BAD_INPUT if it cannot be read
// or its header is at fault, VRO_NO_MEMORY; self is to be freed in every case.
VRO_MUST_CHECK vro_status vro_checksummed_reader_read(vro_checksummed_bytes *self, const char *path,
                                                      const vro_checksummed_file *const *kinds,
                                                      size_t count, vro_errors *errors);

void vro_checksummed_bytes_free(vro_checksummed_bytes *self);

#endif
