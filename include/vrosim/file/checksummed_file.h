// Files that the program writes for itself to read again: a line for people with the number of the
// format, the length of the header as 8 bytes, lowest first, the header (JSON), the body, and the
// SHA-256 of all that.
#ifndef VROSIM_FILE_CHECKSUMMED_FILE_H
#define VROSIM_FILE_CHECKSUMMED_FILE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>

// A kind of such files. All texts are static.
typedef struct vro_checksummed_file {
    const char *line;    // the first of the file, whose format is one digit: "..., format 2\n"
    const char *article; // "a"
    const char *noun;    // what sentences call it: "tally file"
} vro_checksummed_file;

// What such a file holds; both are borrowed from its bytes.
typedef struct vro_checksummed_contents {
    const char *header; // [header_size]
    size_t header_size;
    const unsigned char *body; // [body_size]
    size_t body_size;
} vro_checksummed_contents;

// Writes all before the body to bytes, which are empty; and, once the body is appended, what comes
// after it. bytes->failed where memory was short.
void vro_checksummed_file_begin(const vro_checksummed_file *self, const char *header,
                                vro_byte_buffer *bytes);
void vro_checksummed_file_end(vro_byte_buffer *bytes);

// Adds that there is not enough memory for such a file.
vro_status vro_checksummed_file_no_memory(const vro_checksummed_file *self, vro_errors *errors);

// Adds that a file is damaged, and what does not fit; VRO_BAD_INPUT.
vro_status vro_checksummed_file_unfit(const vro_checksummed_file *self, const char *file,
                                      const char *sentence, vro_errors *errors);

// Finds the contents of bytes[size]; name stands for them in faults. VRO_BAD_INPUT, with one
// sentence, for what is no such file, of another format, cut short, or altered.
VRO_MUST_CHECK vro_status vro_checksummed_file_open(const vro_checksummed_file *self,
                                                    const unsigned char *bytes, size_t size,
                                                    const char *name,
                                                    vro_checksummed_contents *contents,
                                                    vro_errors *errors);

// Whether the file at path begins like one of this kind, of any format. Nothing is taken from a
// pipe, which does not.
bool vro_checksummed_file_is_on(const vro_checksummed_file *self, const char *path);

// Whether vro_checksummed_file_write could write a file at path: nothing is there, or an empty
// file, or one of this kind. VRO_BAD_USAGE where something else is; VRO_BAD_OUTPUT where the folder
// takes no new file.
VRO_MUST_CHECK vro_status vro_checksummed_file_check_path(const vro_checksummed_file *self,
                                                          const char *path, vro_errors *errors);

// Writes the file under a temporary name beside it, makes it last (fsync) and renames it; a link
// stays, and what it leads to is replaced. VRO_BAD_OUTPUT, and VRO_BAD_USAGE where something else
// is there, leave what was at path untouched, and nothing beside it.
VRO_MUST_CHECK vro_status vro_checksummed_file_write(const vro_checksummed_file *self,
                                                     const vro_byte_buffer *bytes, const char *path,
                                                     vro_errors *errors);

// Reads the file at path, or so much of it as shows that it is none of this kind, into *bytes, to
// be freed by the caller in any case. VRO_BAD_INPUT where it cannot be read, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checksummed_file_read(const vro_checksummed_file *self,
                                                    const char *path, unsigned char **bytes,
                                                    size_t *size, vro_errors *errors);

#endif
