// A growing array of bytes, and a stream into it. The buffer remembers a failed allocation, so that
// one check at the end is enough; open_memstream forgets it and leaves a piece out.
#ifndef VROSIM_CORE_BYTE_BUFFER_H
#define VROSIM_CORE_BYTE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_byte_buffer {
    unsigned char *at; // [size], owned; NULL while empty
    size_t size;
    size_t capacity;
    bool failed; // memory was short; nothing more is appended
} vro_byte_buffer;

// Makes room for size more bytes; false if memory runs out, or ran out before. {0} is empty.
bool vro_byte_buffer_reserve(vro_byte_buffer *self, size_t size);

// Appends bytes.
void vro_byte_buffer_append(vro_byte_buffer *self, const void *bytes, size_t size);

// A stream that appends to self, which must stay where it is until the stream is closed. NULL
// without memory.
FILE *vro_byte_buffer_stream(vro_byte_buffer *self);

// Returns the bytes as a text with a closing 0, owned by the caller; NULL if memory ran out.
// self is empty afterwards.
char *vro_byte_buffer_release_text(vro_byte_buffer *self);

// Writes the lowest size bytes of a number, lowest first, the same on every machine; and reads them
// back. size is at most 8.
void vro_byte_buffer_put_number(unsigned char *bytes, uint64_t number, size_t size);
uint64_t vro_byte_buffer_take_number(const unsigned char *bytes, size_t size);

// Releases everything.
void vro_byte_buffer_free(vro_byte_buffer *self);

#endif
