// Bytes that grow, and a stream into them. Memory that was short is remembered until the end, so
// that it is asked for once; open_memstream forgets it and leaves a piece out.
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

// Makes room for so many bytes more; false where memory is, or was, short. {0} is empty.
bool vro_byte_buffer_reserve(vro_byte_buffer *self, size_t size);

// Appends bytes.
void vro_byte_buffer_append(vro_byte_buffer *self, const void *bytes, size_t size);

// A stream that appends to self, which must stay where it is until the stream is closed. NULL
// without memory.
FILE *vro_byte_buffer_stream(vro_byte_buffer *self);

// Hands the bytes over as a text with a closing 0, to be freed by the caller; NULL where memory was
// short. self is empty afterwards.
char *vro_byte_buffer_release_text(vro_byte_buffer *self);

// The lowest bytes[size] of a number, lowest first, the same on every machine; and back. size is at
// most 8.
void vro_byte_buffer_put_number(unsigned char *bytes, uint64_t number, size_t size);
uint64_t vro_byte_buffer_take_number(const unsigned char *bytes, size_t size);

// Releases everything; safe on zeroed bytes, and twice.
void vro_byte_buffer_free(vro_byte_buffer *self);

#endif
