// SHA-256 of files, by nettle.
#ifndef VROSIM_OUTPUT_DIGEST_H
#define VROSIM_OUTPUT_DIGEST_H

#include "vrosim/core/error.h"

enum { VRO_DIGEST_TEXT = 65 };

// The digest of a file's bytes as 64 hexadecimal digits and a closing 0. VRO_BAD_OUTPUT where the
// file cannot be read.
VRO_MUST_CHECK vro_status vro_digest_file(const char *path, char text[VRO_DIGEST_TEXT],
                                          vro_errors *errors);

#endif
