// Files that the program writes and reads again: a line of text with the number of the format, the
// length of the header as 8 bytes, lowest first, the header (JSON), the body, and the SHA-256 of
// everything before it.
#ifndef VROSIM_FILE_CHECKSUMMED_FILE_H
#define VROSIM_FILE_CHECKSUMMED_FILE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A kind of such files. All texts are static.
typedef struct vro_checksummed_file {
    const char *line;    // the first of the file, whose format is one digit: "..., format 2\n"
    const char *article; // "a"
    const char *noun;    // what sentences call it: "tally file"
    size_t most;         // bytes that one can have; 0: any number
    // Reads from a header, before anything is verified, how many bytes the body has; VRO_BAD_INPUT,
    // with one sentence that names file, where no body can follow it. NULL: only the end tells.
    vro_status (*read_body_size)(const char *header, size_t header_size, const char *file,
                                 uint64_t *size, vro_errors *errors);
} vro_checksummed_file;

// The contents of such a file, borrowed from its bytes.
typedef struct vro_checksummed_contents {
    const char *header; // [header_size]
    size_t header_size;
    const unsigned char *body; // [body_size]
    size_t body_size;
} vro_checksummed_contents;

// Appends everything before the body to an empty buffer; and, once the body is appended, the
// checksum. buffer->failed if memory ran out.
void vro_checksummed_file_begin(const vro_checksummed_file *self, const char *header,
                                vro_byte_buffer *buffer);
void vro_checksummed_file_end(vro_byte_buffer *buffer);

// Adds the fault that there is not enough memory for such a file. Returns VRO_NO_MEMORY.
vro_status vro_checksummed_file_no_memory(const vro_checksummed_file *self, vro_errors *errors);

// Adds the fault that a file is damaged, with a sentence that says how. Returns VRO_BAD_INPUT.
vro_status vro_checksummed_file_unfit(const vro_checksummed_file *self, const char *file,
                                      const char *sentence, vro_errors *errors);

// Finds the contents of bytes[size]; faults call them name. VRO_BAD_INPUT (one sentence) if they
// are another kind of file, another format, cut short or altered.
VRO_MUST_CHECK vro_status vro_checksummed_file_open(const vro_checksummed_file *self,
                                                    const unsigned char *bytes, size_t size,
                                                    const char *name,
                                                    vro_checksummed_contents *contents,
                                                    vro_errors *errors);

// Whether bytes[size] begin like a file of this kind, of any format; and whether they do as far as
// they go.
bool vro_checksummed_file_begins(const vro_checksummed_file *self, const void *bytes, size_t size);
bool vro_checksummed_file_may_begin(const vro_checksummed_file *self, const void *bytes,
                                    size_t size);

// Whether bytes that begin so are of the format of this kind; they have its whole line.
bool vro_checksummed_file_is_format(const vro_checksummed_file *self, const void *bytes);

// Bytes before the header, the last of which say how long it is.
size_t vro_checksummed_file_header_place(const vro_checksummed_file *self);
uint64_t vro_checksummed_file_header_size(const vro_checksummed_file *self,
                                          const unsigned char *bytes);

// Whether the file at path begins like one of this kind, of any format. False for a pipe, which is
// not read.
bool vro_checksummed_file_is_on(const vro_checksummed_file *self, const char *path);

// Checks that vro_checksummed_file_write can write to path: there is no file, an empty one, or one
// of this kind. VRO_BAD_USAGE if there is something else; VRO_BAD_OUTPUT if the folder is not
// writable.
VRO_MUST_CHECK vro_status vro_checksummed_file_check_path(const vro_checksummed_file *self,
                                                          const char *path, vro_errors *errors);

// Checks path as above and replaces the file there in one step (vro_atomic_file_replace); a link
// stays, and the file that it leads to is replaced.
VRO_MUST_CHECK vro_status vro_checksummed_file_write(const vro_checksummed_file *self,
                                                     const vro_byte_buffer *buffer,
                                                     const char *path, vro_errors *errors);

#endif
