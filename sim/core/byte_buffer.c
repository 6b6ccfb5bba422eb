#define _GNU_SOURCE 1

#include "vrosim/core/byte_buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 4096, BYTE_BITS = 8 };

bool vro_byte_buffer_reserve(vro_byte_buffer *self, size_t size) {
    if (self->failed || size <= self->capacity - self->size)
        return !self->failed;
    size_t capacity = self->capacity > 0 ? self->capacity : FIRST_CAPACITY;
    while (capacity - self->size < size && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    unsigned char *at = capacity - self->size < size ? NULL : realloc(self->at, capacity);
    self->failed = !at;
    if (self->failed)
        return false;
    self->at = at;
    self->capacity = capacity;
    return true;
}

void vro_byte_buffer_append(vro_byte_buffer *self, const void *bytes, size_t size) {
    if (size == 0 || !vro_byte_buffer_reserve(self, size))
        return;
    memcpy(self->at + self->size, bytes, size);
    self->size += size;
}

static ssize_t append(void *self, const char *bytes, size_t size) {
    vro_byte_buffer_append(self, bytes, size);
    return ((vro_byte_buffer *)self)->failed ? 0 : (ssize_t)size;
}

FILE *vro_byte_buffer_stream(vro_byte_buffer *self) {
    FILE *stream = fopencookie(self, "w", (cookie_io_functions_t){.write = append});
    self->failed = self->failed || !stream;
    return stream;
}

char *vro_byte_buffer_release_text(vro_byte_buffer *self) {
    vro_byte_buffer_append(self, "", 1);
    char *text = (char *)self->at;
    if (self->failed) {
        free(text);
        text = NULL;
    }
    *self = (vro_byte_buffer){0};
    return text;
}

void vro_byte_buffer_put_number(unsigned char *bytes, uint64_t number, size_t size) {
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(number >> (BYTE_BITS * i));
}

uint64_t vro_byte_buffer_take_number(const unsigned char *bytes, size_t size) {
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number |= (uint64_t)bytes[i] << (BYTE_BITS * i);
    return number;
}

void vro_byte_buffer_free(vro_byte_buffer *self) {
    free(self->at);
    *self = (vro_byte_buffer){0};
}
