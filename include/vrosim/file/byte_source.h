// The bytes of a stream, read ahead in blocks, so that a whole line can be looked at.
#ifndef VROSIM_FILE_BYTE_SOURCE_H
#define VROSIM_FILE_BYTE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { VRO_BYTE_SOURCE_BLOCK = 1 << 14 };

typedef struct vro_byte_source {
    FILE *stream; // borrowed
    size_t next;  // of the bytes that were read ahead
    size_t end;   // of them
    char bytes[VRO_BYTE_SOURCE_BLOCK];
} vro_byte_source;

// At the next byte of a stream.
void vro_byte_source_begin(vro_byte_source *self, FILE *stream);

// The next byte; EOF at the end of the stream and where it cannot be read (ferror).
int vro_byte_source_next(vro_byte_source *self);

// Reads ahead until `count` bytes (at most a block) lie from bytes[next] on, or all that are left.
// Returns how many do.
size_t vro_byte_source_ahead(vro_byte_source *self, size_t count);

// The next bytes up to a line end '\n', which is not among the *size: writable until the next call.
// NULL where a block has no line end. They stay the next bytes.
char *vro_byte_source_line(vro_byte_source *self, size_t *size);

#endif
