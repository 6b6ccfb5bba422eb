// SHA-256 of files and bytes, by nettle.
#ifndef VROSIM_FILE_DIGEST_H
#define VROSIM_FILE_DIGEST_H

#include "vrosim/core/error.h"

#include <stddef.h>

enum { VRO_DIGEST_BYTES = 32, VRO_DIGEST_TEXT = 2 * VRO_DIGEST_BYTES + 1 };

// The digest of bytes[size].
void vro_digest_bytes(const void *bytes, size_t size, unsigned char digest[VRO_DIGEST_BYTES]);

// The same as 64 hexadecimal digits and a closing 0.
void vro_digest_text(const void *bytes, size_t size, char text[VRO_DIGEST_TEXT]);

// The digest of a file's bytes as 64 hexadecimal digits and a closing 0. VRO_BAD_OUTPUT if the
// file cannot be read.
VRO_MUST_CHECK vro_status vro_digest_file(const char *path, char text[VRO_DIGEST_TEXT],
                                          vro_errors *errors);

// The same of a file opened for reading, which is closed; -1, with errno, is one that could not be
// opened. path: for the sentence.
VRO_MUST_CHECK vro_status vro_digest_opened(int descriptor, const char *path,
                                            char text[VRO_DIGEST_TEXT], vro_errors *errors);

#endif
