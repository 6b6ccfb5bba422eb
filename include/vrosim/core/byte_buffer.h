// Bytes that grow, and a stream into them. Memory that was short is remembered until the end, so
// that it is asked for once; open_memstream forgets it and leaves a piece out.
#ifndef VROSIM_CORE_BYTE_BUFFER_H
#define VROSIM_CORE_BYTE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_bytes {
    unsigned char *at; // [size], owned; NULL while empty
    size_t size;
    size_t capacity;
    bool failed; // memory was short; nothing more is appended
} vro_bytes;

// Makes room for so many bytes more; false where memory is, or was, short. {0} is empty.
bool vro_bytes_reserve(vro_bytes *self, size_t size);

// Appends bytes.
void vro_bytes_append(vro_bytes *self, const void *bytes, size_t size);

// A stream that appends to self, which must stay where it is until the stream is closed. NULL
// without memory.
FILE *vro_bytes_stream(vro_bytes *self);

// Hands the bytes over as a text with a closing 0, to be freed by the caller; NULL where memory was
// short. self is empty afterwards.
char *vro_bytes_release_text(vro_bytes *self);

// The lowest bytes[size] of a number, lowest first, the same on every machine; and back. size is at
// most 8.
void vro_bytes_put_number(unsigned char *bytes, uint64_t number, size_t size);
uint64_t vro_bytes_take_number(const unsigned char *bytes, size_t size);

// Releases everything; safe on zeroed bytes, and twice.
void vro_bytes_free(vro_bytes *self);

#endif
